package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.signing.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sets the client up as its properties say. */
final class RegistryFactory {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String A_DURATION = "a duration of 1 ms to 10 minutes, such as ";
  private static final String A_URL = "an https URL, such as ";

  private final ClientProperties properties;

  RegistryFactory(ClientProperties properties) {
    this.properties = properties;
  }

  void configure(WechatPayRegistry.Builder registry) {
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
    set("deadline", properties.deadline(), A_DURATION + "20s", registry::deadline);
    set(
        "certificate-refresh",
        properties.certificateRefresh(),
        "a duration of 1 minute to 24 hours, such as 12h",
        registry::certificateRefresh);
    registry.retryPolicy(retryPolicy(properties.retry()));
  }

  private void configureUrls(WechatPayRegistry.Builder registry) {
    String baseUrl = properties.baseUrl();
    String backup = properties.backupBaseUrl();
    set("base-url", baseUrl, A_URL + "https://api.mch.weixin.qq.com", registry::baseUrl);
    if (backup != null && baseUrl == null) {
      throw new WrongPropertyException(
          "wechatpay.backup-base-url",
          "It is set, but wechatpay.base-url is not",
          "Set wechatpay.base-url too, or remove wechatpay.backup-base-url");
    }
    if (!properties.failover()) {
      registry.withoutBackup();
    } else if (backup != null && baseUrl != null) {
      set(
          "backup-base-url",
          backup,
          A_URL + "https://api2.mch.weixin.qq.com, with the path of wechatpay.base-url",
          url -> registry.baseUrl(baseUrl, url));
    }
  }

  private static RetryPolicy retryPolicy(ClientProperties.Retry retry) {
    RetryPolicy standard = RetryPolicy.standard();
    int attempts = or(retry.maxAttempts(), standard.maxAttempts());
    Duration base = or(retry.baseDelay(), standard.baseDelay());
    Duration longest = or(retry.maxDelay(), standard.maxDelay());
    Duration limit = or(retry.retryAfterLimit(), standard.retryAfterLimit());
    int budget = or(retry.budget(), standard.budget());
    // One after the other, so that the property is known which does not fit.
    check("retry.max-attempts", "1 to 10", () -> standard.withMaxAttempts(attempts));
    check(
        "retry.base-delay, wechatpay.retry.max-delay",
        "durations such as 200ms and 5s, of which the first is not the longer one",
        () -> new RetryPolicy(attempts, base, longest, standard.retryAfterLimit(), 0));
    check(
        "retry.retry-after-limit",
        "a duration of 0 to 1 hour, such as 5s",
        () -> new RetryPolicy(attempts, base, longest, limit, 0));
    return check(
        "retry.budget",
        "0 or more, such as 500",
        () -> new RetryPolicy(attempts, base, longest, limit, budget));
  }

  private static <T> T or(@Nullable T given, T standard) {
    return Objects.requireNonNullElse(given, standard);
  }

  /** OkHttp takes 0 for no limit at all, and looks at the others only when the client is built. */
  private static void timeout(
      String name,
      @Nullable Duration value,
      WechatPayRegistry.Builder registry,
      String usual,
      BiConsumer<OkHttpClient.Builder, Duration> setter) {
    set(
        name,
        value,
        A_DURATION + usual,
        timeout -> {
          if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("It must be 1 ms to 10 minutes, but is " + timeout);
          }
          registry.changeHttp(http -> setter.accept(http, timeout));
        });
  }

  private static <T> void set(String name, @Nullable T value, String remedy, Consumer<T> setter) {
    if (value != null) {
      var unused =
          check(
              name,
              remedy,
              () -> {
                setter.accept(value);
                return value;
              });
    }
  }

  private static <T> T check(String name, String remedy, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      throw new WrongPropertyException(
          "wechatpay." + name,
          Objects.requireNonNullElse(e.getMessage(), e.toString()),
          "Set wechatpay." + name + " to " + remedy);
    }
  }
}
