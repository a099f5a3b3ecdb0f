package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.openssl.OpenSsl;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the Actuator shows of WeChat Pay, and what it hides. */
class ActuatorPartsTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  private static ApplicationContextRunner application() {
    return Starter.of(SIMULATOR)
        .withConfiguration(AutoConfigurations.of(WechatPayActuatorAutoConfiguration.class))
        .withPropertyValues("management.endpoints.web.exposure.include=*");
  }

  /**
   * The health indicators of Spring Boot 3 and 4: an application has the classes of one of them.
   */
  private static Map<String, Object> health(AssertableApplicationContext context) {
    WechatPayRegistry registry = context.getBean(WechatPayRegistry.class);
    ObjectProvider<MerchantSource> merchants = context.getBeanProvider(MerchantSource.class);
    var three =
        new WechatPayActuatorAutoConfiguration.HealthOfBoot3()
            .wechatPayHealthIndicator(registry, merchants)
            .health();
    var four =
        Objects.requireNonNull(
            new WechatPayActuatorAutoConfiguration.HealthOfBoot4()
                .wechatPayHealthIndicator(registry, merchants)
                .health());

    assertThat(three.getStatus().getCode()).isEqualTo("UP");
    assertThat(four.getStatus().getCode()).isEqualTo("UP");
    assertThat(three.getDetails()).isEqualTo(four.getDetails());
    return three.getDetails();
  }

  @Test
  void showsTheHealthWithoutARequest() {
    long before = SIMULATOR.requestCount();
    application()
        .run(
            context -> {
              assertThat(context).hasBean("wechatPayHealthIndicator");
              assertThat(health(context))
                  .isEqualTo(
                      Map.of(
                          "domain",
                          "main",
                          "keys",
                          Map.of(SIMULATOR.mchid(), Map.of("state", "in use"))));
              assertThat(SIMULATOR.requestCount()).isEqualTo(before);
            });
  }

  @Test
  void showsNoHealthThatIsSwitchedOff() {
    application()
        .withPropertyValues("management.health.wechatpay.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("wechatPayHealthIndicator"));
  }

  @Test
  void showsEachMerchantInAnEndpoint() {
    application()
        .run(
            context -> {
              WechatPayEndpoint endpoint =
                  new WechatPayEndpoint(
                      new KeyReport(
                          context.getBean(WechatPayRegistry.class),
                          context.getBeanProvider(MerchantSource.class),
                          Clock.systemUTC()));

              List<Map<String, Object>> merchants =
                  endpoint.merchants().getOrDefault("merchants", List.of());

              assertThat(merchants).hasSize(1);
              assertThat(merchants.get(0))
                  .containsEntry("mchid", SIMULATOR.mchid())
                  .containsEntry("baseUrl", SIMULATOR.baseUrl())
                  .containsEntry("domain", "main")
                  .containsEntry("scheme", "RSA")
                  .containsEntry("state", "in use")
                  .containsEntry("merchantKey", Map.of("serial", SIMULATOR.merchantSerial()))
                  .containsEntry(
                      "wechatPayKeys", List.of(Map.of("serial", SIMULATOR.publicKeyId())));
            });
  }

  @Test
  void countsTheDaysOfACertificate() {
    OpenSsl openSsl = new OpenSsl(folder);
    Path key = openSsl.rsaKey("key.pem", 2048);
    Path certificate =
        openSsl.key(
            "cert.pem",
            "req",
            "-x509",
            "-key",
            key.toString(),
            "-subj",
            "/CN=a",
            "-set_serial",
            "0x0A01",
            "-days",
            "30");
    application()
        .withPropertyValues(
            "wechatpay.merchant-serial=",
            "wechatpay.private-key=" + key,
            "wechatpay.certificate=" + certificate)
        .run(
            context -> {
              KeyReport report =
                  new KeyReport(
                      context.getBean(WechatPayRegistry.class),
                      context.getBeanProvider(MerchantSource.class),
                      Clock.offset(Clock.systemUTC(), Duration.ofDays(20)));

              assertThat(report.summary(SIMULATOR.mchid())).containsEntry("merchantKeyDays", 9L);
              assertThat(report.details(SIMULATOR.mchid()).get("merchantKey"))
                  .asString()
                  .contains("serial=0A01", "from=20", "until=20", "days=9");
              assertThat(report.details("1900000999")).isEqualTo(Map.of("mchid", "1900000999"));
              assertThat(report.summary("1900000999")).isEqualTo(Map.of("state", "in use"));
            });
  }

  @Test
  void showsThatNewKeysDoNotLoad() {
    application()
        .run(
            context -> {
              context
                  .getBean(RebindableMerchant.class)
                  .rebind(Starter.properties("mchid=" + SIMULATOR.mchid()));

              assertThat(health(context))
                  .asString()
                  .contains("wechatpay.private-key")
                  .doesNotContain("state=in use");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wechatpay.private-key",
        "wechatpay.privateKey",
        "WECHATPAY_PRIVATE_KEY",
        "WECHATPAY_MERCHANTS_SHOP_APIV3KEY",
        "wechatpay.merchants.shop.api-v3-key",
        "wechatpay.pkcs12",
        "wechatpay.pkcs12-password",
        "wechatpay.private-key-passphrase",
        "wechatpay.proxy.password"
      })
  void hidesASecret(String property) {
    application()
        .run(
            context ->
                assertThat(shown(context.getBean(SanitizingFunction.class), property))
                    .isEqualTo(SanitizableData.SANITIZED_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wechatpay.mchid", "wechatpay.base-url", "shop.private-key"})
  void showsWhatIsNoSecretOfWechatPay(String property) {
    assertThat(shown(new SecretProperties(), property)).isEqualTo("value");
  }

  private static Object shown(SanitizingFunction function, String property) {
    return String.valueOf(function.apply(new SanitizableData(null, property, "value")).getValue());
  }
}
