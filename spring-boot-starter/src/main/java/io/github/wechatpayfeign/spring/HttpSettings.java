package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistryBuilder;
import io.github.wechatpayfeign.client.GatewayUrl;
import java.time.Duration;
import java.util.function.BiConsumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Sets where requests go and how long they may take. Each value is checked as it is set, so that
 * the message names the property.
 */
final class HttpSettings {

  private static final Duration MAX_TIME_LIMIT = Duration.ofMinutes(10);

  private final PropertyCheck check;
  private final HttpProperties properties;

  /**
   * Creates settings.
   *
   * @param prefix the prefix of the properties, such as {@code wechatpay}
   */
  HttpSettings(String prefix, HttpProperties properties) {
    this.check = new PropertyCheck(prefix);
    this.properties = properties;
  }

  void configure(WechatPayRegistryBuilder registry) {
    configureUrls(registry);
    timeout(
        "connect-timeout",
        properties.connectTimeout(),
        registry,
        "3s",
        OkHttpClient.Builder::connectTimeout);
    timeout(
        "read-timeout",
        properties.readTimeout(),
        registry,
        "10s",
        OkHttpClient.Builder::readTimeout);
    timeout(
        "write-timeout",
        properties.writeTimeout(),
        registry,
        "10s",
        OkHttpClient.Builder::writeTimeout);
    check.set("deadline", properties.deadline(), duration("20s"), registry::deadline);
  }

  /**
   * Sets the URLs. A backup alone is refused: it would be the backup of WeChat Pay's own domain.
   */
  private void configureUrls(WechatPayRegistryBuilder registry) {
    String baseUrl = properties.baseUrl();
    String backup = properties.backupBaseUrl();
    Placeholders.requireNone(check.prefix() + ".base-url", baseUrl);
    Placeholders.requireNone(check.prefix() + ".backup-base-url", backup);
    check.set(
        "base-url",
        baseUrl,
        Phrase.of("an https URL, such as {0}", GatewayUrl.MAIN),
        registry::baseUrl);
    if (backup != null && baseUrl == null) {
      throw new WrongPropertyException(
          check.prefix() + ".backup-base-url",
          Phrase.of("It is set, but {0}.base-url is not", check.prefix()),
          Phrase.of("Set {0}.base-url too, or remove {0}.backup-base-url", check.prefix()));
    }
    if (Boolean.FALSE.equals(properties.failover())) {
      registry.withoutBackup();
    } else if (backup != null && baseUrl != null) {
      check.set(
          "backup-base-url",
          backup,
          Phrase.of(
              "an https URL, such as {0}, with the path of {1}.base-url",
              GatewayUrl.BACKUP, check.prefix()),
          url -> registry.baseUrl(baseUrl, url));
    }
  }

  private static Phrase duration(String usual) {
    return Phrase.of("a duration of 1 ms to 10 minutes, such as {0}", usual);
  }

  /**
   * Sets one time limit. OkHttp takes 0 as no limit, and checks other values only when the client
   * is built, when the property is no longer known.
   */
  private void timeout(
      String name,
      @Nullable Duration value,
      WechatPayRegistryBuilder registry,
      String usual,
      BiConsumer<OkHttpClient.Builder, Duration> setter) {
    check.set(
        name,
        value,
        duration(usual),
        timeout -> {
          if (timeout.toMillis() < 1 || timeout.compareTo(MAX_TIME_LIMIT) > 0) {
            throw new IllegalArgumentException("It must be 1 ms to 10 minutes, but is " + timeout);
          }
          registry.changeHttp(http -> setter.accept(http, timeout));
        });
  }
}
