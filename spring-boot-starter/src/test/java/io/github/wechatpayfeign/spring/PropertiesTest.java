package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.RetryPolicy;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;

/** Single properties: what they are bound to, and what is refused under their names. */
class PropertiesTest {

  private static ClientProperties client(String... properties) {
    return Starter.bind(ClientProperties.class, properties);
  }

  private static void configureHttp(String prefix, String... properties) {
    new HttpSettings(prefix, Starter.properties(properties).http())
        .configure(WechatPayRegistry.builder());
  }

  private static OkHttpClient connection(String... properties) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("bundles", new DefaultSslBundleRegistry());
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    new ConnectionSettings(client(properties), beans.getBeanProvider(SslBundles.class))
        .configure(http);
    return http.build();
  }

  private static WrongPropertyException refusal(Runnable step) {
    WrongPropertyException thrown = catchThrowableOfType(WrongPropertyException.class, step::run);
    assertThat(thrown).isNotNull();
    return thrown;
  }

  @Test
  void leaveThePoliciesAsTheyAreUnlessTheyAreSet() {
    assertThat(Policies.retry(client().retry())).isEqualTo(RetryPolicy.standard());
    assertThat(Policies.close(client().close())).isEqualTo(ClosePolicy.standard());
  }

  @Test
  void setThePolicies() {
    RetryPolicy retry =
        Policies.retry(
            client(
                    "retry.max-attempts=5",
                    "retry.base-delay=1",
                    "retry.max-delay=2s",
                    "retry.retry-after-limit=3s",
                    "retry.budget=7")
                .retry());
    ClosePolicy close =
        Policies.close(
            client(
                    "close.deadline=30",
                    "close.attempts=2",
                    "close.pause=3s",
                    "close.paying-pause=4s",
                    "close.close-first=true")
                .close());

    assertThat(retry.maxAttempts()).isEqualTo(5);
    assertThat(retry.baseDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(retry.maxDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(retry.retryAfterLimit()).isEqualTo(Duration.ofSeconds(3));
    assertThat(retry.budget()).isEqualTo(7);
    assertThat(close.deadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(close.attempts()).isEqualTo(2);
    assertThat(close.pause()).isEqualTo(Duration.ofSeconds(3));
    assertThat(close.payingPause()).isEqualTo(Duration.ofSeconds(4));
    assertThat(close.closesFirst()).isTrue();
    assertThat(Policies.close(client("close.close-first=false").close()))
        .isEqualTo(ClosePolicy.standard());
  }

  @ParameterizedTest
  @CsvSource({
    "retry.max-attempts=0, retry.max-attempts",
    "retry.max-attempts=11, retry.max-attempts",
    "retry.base-delay=6s, 'retry.base-delay, wechatpay.retry.max-delay'",
    "retry.retry-after-limit=2h, retry.retry-after-limit",
    "retry.budget=-1, retry.budget",
    "close.deadline=0s, close.deadline",
    "close.attempts=21, close.attempts",
    "close.pause=61s, close.pause",
    "close.paying-pause=-1s, close.paying-pause"
  })
  void nameThePolicyThatDoesNotFit(String property, String name) {
    WrongPropertyException thrown =
        refusal(
            () -> {
              var retry = Policies.retry(client(property).retry());
              var close = Policies.close(client(property).close());
              throw new AssertionError(retry + " " + close);
            });

    assertThat(thrown).hasMessageStartingWith("wechatpay." + name + ": ");
    assertThat(thrown.remedy()).contains("wechatpay." + name + " to ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base-url=http://example.com",
        "base-url=${PAY_URL}",
        "backup-base-url=https://example.com",
        "connect-timeout=0s",
        "read-timeout=601s",
        "write-timeout=-1s",
        "deadline=0s"
      })
  void nameTheHttpSettingThatDoesNotFit(String property) {
    String name = property.substring(0, property.indexOf('='));

    assertThat(refusal(() -> configureHttp("wechatpay.merchants.shop", property)))
        .hasMessageStartingWith("wechatpay.merchants.shop." + name + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect-timeout", "read-timeout", "write-timeout", "deadline"})
  void takeTheLongestAndTheShortestTime(String name) {
    configureHttp("wechatpay", name + "=1ms");
    configureHttp("wechatpay", name + "=10m");
    configureHttp("wechatpay", name + "=600");
  }

  @Test
  void takeABackupWithTheBaseUrlAndNoFailover() {
    configureHttp("wechatpay", "base-url=https://a.example", "backup-base-url=https://b.example");
    configureHttp("wechatpay", "failover=false");
    assertThat(
            refusal(
                () ->
                    configureHttp(
                        "wechatpay",
                        "base-url=https://a.example",
                        "backup-base-url=https://b.example/path")))
        .hasMessageStartingWith("wechatpay.backup-base-url: ");
  }

  @Test
  void ofAMerchantComeBeforeThoseOfAll() {
    HttpProperties all =
        Starter.properties("base-url=https://a", "backup-base-url=https://b", "read-timeout=1")
            .http();

    HttpProperties own = Starter.properties("read-timeout=2", "failover=false").http();
    assertThat(own.over(all))
        .isEqualTo(
            Starter.properties(
                    "base-url=https://a",
                    "backup-base-url=https://b",
                    "read-timeout=2",
                    "failover=false")
                .http());
    HttpProperties elsewhere = Starter.properties("base-url=https://c").http();
    assertThat(elsewhere.over(all))
        .isEqualTo(Starter.properties("base-url=https://c", "read-timeout=1").http());
    assertThat(Starter.properties().http().isEmpty()).isTrue();
    assertThat(all.isEmpty()).isFalse();
  }

  @Test
  void blankCountAsMissing() {
    MerchantProperties blank =
        Starter.properties("mchid= ", "private-key=", "platform-certificates= ,", "guards=");

    assertThat(blank.isEmpty()).isTrue();
    assertThat(blank).isEqualTo(MerchantProperties.NONE);
    assertThat(Starter.properties("mchid=1").isEmpty()).isFalse();
  }

  @Test
  void setAProxyWithItsPassword() {
    OkHttpClient http =
        connection(
            "proxy.host=127.0.0.1", "proxy.port=8080", "proxy.username=u", "proxy.password=p");

    assertThat(String.valueOf(http.proxy())).contains("HTTP", "127.0.0.1").contains("8080");
    assertThat(http.proxyAuthenticator()).isNotEqualTo(new OkHttpClient().proxyAuthenticator());
    assertThat(client("proxy.host=h", "proxy.password=secret").proxy().toString())
        .doesNotContain("secret");
    assertThat(connection().proxy()).isNull();
    assertThat(
            String.valueOf(
                connection("proxy.type=socks", "proxy.host=::1", "proxy.port=1").proxy()))
        .contains("SOCKS");
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.port=8080, proxy.host",
    "proxy.username=u, proxy.host",
    "proxy.host=${PROXY}, proxy.host",
    "proxy.host=h, proxy.port",
    "proxy.host=h proxy.port=0, proxy.port",
    "proxy.host=h proxy.port=65536, proxy.port",
    "tls.ssl-bundle=egress, tls.ssl-bundle",
    "tls.ssl-bundle=${BUNDLE}, tls.ssl-bundle"
  })
  void nameTheConnectionSettingThatDoesNotFit(String properties, String name) {
    assertThat(refusal(() -> connection(properties.split(" "))))
        .hasMessageStartingWith("wechatpay." + name + ": ");
  }

  @Test
  void checkNothingThatIsNotSet() {
    new PropertyCheck("wechatpay").set("deadline", null, Phrase.of("20s"), value -> fail());
    assertThatExceptionOfType(WrongPropertyException.class)
        .isThrownBy(
            () ->
                new PropertyCheck("wechatpay")
                    .check(
                        "deadline",
                        Phrase.of("20s"),
                        () -> {
                          throw new IllegalArgumentException();
                        }))
        .withMessage("wechatpay.deadline: java.lang.IllegalArgumentException");
  }

  private static void fail() {
    throw new AssertionError("was set");
  }

  @Test
  void knowTheirNamesWithAndWithoutDashes() {
    assertThat(MerchantProperty.isOne("private-key")).isTrue();
    assertThat(MerchantProperty.isOne("privatekey")).isTrue();
    assertThat(MerchantProperty.isOne("shop")).isFalse();
    assertThat(
            MerchantProperty.PLATFORM_CERTIFICATES.valuesIn(
                Starter.properties("platform-certificates=a,b")))
        .isEqualTo(List.of("a", "b"));
  }
}
