package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.openssl.MerchantKeys;
import io.github.wechatpayfeign.openssl.OpenSsl;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Keys that change in files, SSL bundles and properties while the application runs. */
class ReplacedKeysTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final String BUNDLE = "spring.ssl.bundle.pem.merchant.";

  @TempDir Path folder;

  private OpenSsl openSsl;
  private MerchantKeys keys;
  private Path key;
  private Path certificate;
  private final Map<String, Object> changing = new HashMap<>();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void makeKeys() {
    openSsl = new OpenSsl(folder);
    keys = MerchantKeys.of(openSsl, "0A01");
    key = keys.privateKey();
    certificate = keys.certificate();
  }

  private ApplicationContextRunner application(String... properties) {
    return Starter.bare()
        .withPropertyValues(
            "wechatpay.mchid=" + SIMULATOR.mchid(),
            "wechatpay.public-key-id=" + SIMULATOR.publicKeyId(),
            "wechatpay.public-key=" + SIMULATOR.publicKeyPem())
        .withPropertyValues(properties)
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("changing", changing)));
  }

  private void replaceKeys() throws Exception {
    MerchantKeys.of(openSsl, "0A02").moveOver(keys);
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }

  @Test
  void areTakenFromFiles() {
    application(
            "wechatpay.private-key=" + key,
            "wechatpay.certificate=" + certificate,
            "wechatpay.reload=true",
            "wechatpay.reload-interval=10ms")
        .run(
            context -> {
              WechatPay wechatPay = context.getBean(WechatPay.class);
              assertThat(wechatPay.merchant().merchantSerial()).isEqualTo("0A01");

              replaceKeys();

              await(() -> wechatPay.merchant().merchantSerial().equals("0A02"));
              RebindableMerchant merchant = context.getBean(RebindableMerchant.class);
              await(() -> merchant.failure().isEmpty());
              assertThat(merchant.toString()).contains(SIMULATOR.mchid());
            });
  }

  @Test
  void needAFileToBeWatched() {
    application(
            "wechatpay.private-key=" + SIMULATOR.merchantPrivateKeyPem(),
            "wechatpay.merchant-serial=0A01",
            "wechatpay.reload=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.reload"));
    application(
            "wechatpay.private-key=" + key,
            "wechatpay.certificate=" + certificate,
            "wechatpay.reload=true",
            "wechatpay.reload-interval=1ms")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.reload-interval"));
  }

  @Test
  void areTakenFromAnSslBundle() {
    application(
            "wechatpay.ssl-bundle=merchant",
            BUNDLE + "keystore.private-key=" + key,
            BUNDLE + "keystore.certificate=" + certificate,
            BUNDLE + "reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=100ms")
        .run(
            context -> {
              WechatPay wechatPay = context.getBean(WechatPay.class);
              assertThat(wechatPay.merchant().merchantSerial()).isEqualTo("0A01");

              replaceKeys();

              await(() -> wechatPay.merchant().merchantSerial().equals("0A02"));
            });
  }

  @Test
  void areNotTakenFromABundleWithoutAKey() {
    application("wechatpay.ssl-bundle=merchant", BUNDLE + "truststore.certificate=" + certificate)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.ssl-bundle"));
    application("wechatpay.ssl-bundle=merchant", BUNDLE + "keystore.certificate=" + certificate)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.ssl-bundle"));
    application("wechatpay.ssl-bundle=other")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.ssl-bundle")
                    .hasMessageContaining("other"));
  }

  private static Merchant merchant(String serial) {
    return Merchant.builder()
        .mchid(SIMULATOR.mchid())
        .merchantSerial(serial)
        .privateKeyPem(SIMULATOR.merchantPrivateKeyPem())
        .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
        .build();
  }

  @Test
  void areTakenFromChangedProperties() {
    application(
            "wechatpay.private-key=" + SIMULATOR.merchantPrivateKeyPem(),
            "wechatpay.merchant-serial=0A01")
        .run(
            context -> {
              WechatPay wechatPay = context.getBean(WechatPay.class);
              RebindableMerchant merchant = context.getBean(RebindableMerchant.class);

              change(context, "wechatpay.merchant-serial", "0A02");
              assertThat(wechatPay.merchant().merchantSerial()).isEqualTo("0A02");

              change(context, "wechatpay.merchant-serial", "no serial");
              assertThat(wechatPay.merchant().merchantSerial()).isEqualTo("0A02");
              assertThat(merchant.failure()).get().asString().contains("wechatpay.merchant-serial");

              change(context, "wechatpay.merchant-serial", "0A02");
              assertThat(merchant.failure()).isEmpty();

              change(context, "wechatpay.read-timeout", "soon");
              assertThat(merchant.failure())
                  .get()
                  .asString()
                  .contains("wechatpay.read-timeout")
                  .doesNotContain("soon");

              changing.remove("wechatpay.read-timeout");
              change(context, "wechatpay.mchid", "1900000999");
              assertThat(wechatPay.merchant().mchid()).isEqualTo(SIMULATOR.mchid());
              assertThat(merchant.failure()).get().asString().contains("1900000999");
            });
  }

  private void change(ApplicationContext context, String name, String value) {
    changing.put(name, value);
    context.publishEvent(new EnvironmentChangeEvent(Set.of(name)));
  }

  @Test
  void areNotLookedForIfTheFirstOnesDoNotLoad() {
    assertThatThrownBy(
            () ->
                new RebindableMerchant(
                    MerchantProperties.NONE,
                    properties -> {
                      throw new IllegalStateException("no keys");
                    }))
        .hasMessage("no keys");
    MerchantSource source = merchant("0A01");
    new RebindableMerchant(MerchantProperties.NONE, properties -> source).close();
  }
}
