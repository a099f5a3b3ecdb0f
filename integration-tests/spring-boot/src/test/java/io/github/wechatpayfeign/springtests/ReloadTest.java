package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Keys are replaced while the application runs. */
class ReloadTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final String BUNDLE = "spring.ssl.bundle.pem.merchant.";

  @TempDir Path folder;

  private Path key;
  private Path certificate;
  private Path nextKey;
  private Path nextCertificate;

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  /** The merchant begins with keys that the gateway does not know, and gets those that it does. */
  @BeforeEach
  void makeKeys() {
    KeyFiles files = new KeyFiles(folder, SIMULATOR);
    key = files.otherPrivateKey();
    certificate = files.certificate("other_cert.pem", key, "0A01");
    nextKey = files.privateKey();
    nextCertificate = files.certificate();
  }

  private ApplicationContextRunner application(String... properties) {
    return Applications.calling(SIMULATOR)
        .withPropertyValues(
            "wechatpay.mchid=" + SIMULATOR.mchid(),
            "wechatpay.public-key-id=" + SIMULATOR.publicKeyId(),
            "wechatpay.public-key=" + SIMULATOR.publicKeyPem())
        .withPropertyValues(properties);
  }

  private void changesKeys(ApplicationContextRunner application) {
    application.run(
        context -> {
          assertThat(context).hasNotFailed();
          WechatPay wechatPay = context.getBean(WechatPay.class);
          assertThat(wechatPay.merchant().merchantSerial()).isEqualTo("0A01");

          Files.move(nextKey, key, StandardCopyOption.REPLACE_EXISTING);
          Files.move(nextCertificate, certificate, StandardCopyOption.REPLACE_EXISTING);

          await(() -> wechatPay.merchant().merchantSerial().equals(SIMULATOR.merchantSerial()));
          String order = "ORDER-" + SIMULATOR.orders().size();
          SIMULATOR.createOrder(order);
          wechatPay.closeOrder(order);
          assertThat(SIMULATOR.state(order)).contains(OrderState.CLOSED);
        });
  }

  @Test
  void followsFiles() {
    changesKeys(
        application(
            "wechatpay.private-key=" + key,
            "wechatpay.certificate=" + certificate,
            "wechatpay.reload=true",
            "wechatpay.reload-interval=10ms"));
  }

  @Test
  void watchesTheFilesOfOneMerchantBesideOthersThatHaveNone() {
    changesKeys(
        application(
                "wechatpay.private-key=" + key,
                "wechatpay.certificate=" + certificate,
                "wechatpay.reload=true",
                "wechatpay.reload-interval=10ms")
            .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR))
            .withPropertyValues("wechatpay.merchants.shop.mchid=1900000222"));
  }

  @Test
  void followsAnSslBundle() {
    changesKeys(
        application(
            "wechatpay.ssl-bundle=merchant",
            BUNDLE + "keystore.private-key=" + key,
            BUNDLE + "keystore.certificate=" + certificate,
            BUNDLE + "reload-on-update=true",
            "spring.ssl.bundle.watch.file.quiet-period=100ms"));
  }

  @Test
  void usesAnEncryptedSslBundleInAKeyStore() {
    Path store = new KeyFiles(folder, SIMULATOR).pkcs12("open sesame");

    application(
            "wechatpay.ssl-bundle=merchant",
            "spring.ssl.bundle.jks.merchant.keystore.location=" + store,
            "spring.ssl.bundle.jks.merchant.keystore.type=PKCS12",
            "spring.ssl.bundle.jks.merchant.keystore.password=open sesame")
        .run(
            context ->
                assertThat(context.getBean(WechatPay.class).merchant().merchantSerial())
                    .isEqualTo(SIMULATOR.merchantSerial()));
  }

  @Test
  void namesAMissingBundle() {
    application("wechatpay.ssl-bundle=merchant")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("wechatpay.ssl-bundle: There is no SSL bundle \"merchant\""));
  }

  @Test
  void namesABundleWithoutAPrivateKey() throws IOException {
    application("wechatpay.ssl-bundle=merchant", BUNDLE + "truststore.certificate=" + certificate)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("wechatpay.ssl-bundle: The bundle has no key store"));
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
  }
}
