package io.github.wechatpayfeign.springtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A merchant, in every form that its properties can have. */
class MerchantPropertiesTest {

  @TempDir Path folder;

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private final String order = "ORDER-" + SIMULATOR.orders().size();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  private KeyFiles files() {
    return new KeyFiles(folder, SIMULATOR);
  }

  private ApplicationContextRunner application(String... properties) {
    return Applications.calling(SIMULATOR)
        .withPropertyValues(
            "wechatpay.mchid=" + SIMULATOR.mchid(),
            "wechatpay.public-key-id=" + SIMULATOR.publicKeyId())
        .withPropertyValues(properties);
  }

  private void closesAnOrder(ApplicationContextRunner application) {
    application.run(
        context -> {
          assertThat(context).hasNotFailed();
          SIMULATOR.createOrder(order);
          context.getBean(WechatPay.class).closeOrder(order);
          assertThat(SIMULATOR.state(order)).contains(OrderState.CLOSED);
        });
  }

  @Test
  void acceptsKeysAsText() {
    closesAnOrder(Applications.of(SIMULATOR));
  }

  @Test
  void acceptsKeysFromFilesWithAndWithoutAScheme() {
    closesAnOrder(
        application(
            "wechatpay.merchant-serial=" + SIMULATOR.merchantSerial(),
            "wechatpay.private-key=" + files().privateKey(),
            "wechatpay.public-key=" + files().publicKey().toUri()));
  }

  @Test
  void acceptsACertificateInsteadOfTheSerial() {
    closesAnOrder(
        application(
            "wechatpay.certificate=" + files().certificate(),
            "wechatpay.private-key=" + files().privateKey(),
            "wechatpay.public-key=" + files().publicKey()));
  }

  @Test
  void acceptsAnEncryptedKeyAndKeysInBase64() {
    closesAnOrder(
        application(
            "wechatpay.merchant-serial=" + SIMULATOR.merchantSerial(),
            "wechatpay.private-key=" + files().encryptedPrivateKey("open sesame"),
            "wechatpay.private-key-passphrase=open sesame",
            "wechatpay.public-key=base64:"
                + Base64.getEncoder().encodeToString(SIMULATOR.publicKeyPem().getBytes(UTF_8))));
  }

  @Test
  void acceptsAPkcs12FileWhoseDefaultPasswordIsTheMchid() throws IOException {
    closesAnOrder(
        application(
            "wechatpay.pkcs12=" + files().pkcs12(SIMULATOR.mchid()),
            "wechatpay.public-key=" + files().publicKey()));

    byte[] other = Files.readAllBytes(files().pkcs12("open sesame"));
    application(
            "wechatpay.pkcs12=base64:" + Base64.getEncoder().encodeToString(other),
            "wechatpay.pkcs12-password=open sesame",
            "wechatpay.public-key=" + files().publicKey())
        .run(
            context ->
                assertThat(context.getBean(WechatPay.class).merchant().merchantSerial())
                    .isEqualTo(SIMULATOR.merchantSerial()));
  }

  @Test
  void acceptsPlatformCertificatesAndAnApiV3Key() {
    Path certificate = files().certificate("wechatpay_1.pem", files().otherPrivateKey(), "0B01");

    Applications.calling(SIMULATOR)
        .withPropertyValues(
            "wechatpay.mchid=" + SIMULATOR.mchid(),
            "wechatpay.merchant-serial=" + SIMULATOR.merchantSerial(),
            "wechatpay.private-key=" + files().privateKey(),
            "wechatpay.platform-certificates[0]=" + certificate,
            "wechatpay.api-v3-key=0123456789abcdef0123456789abcdef")
        .run(
            context ->
                assertThat(context.getBean(WechatPay.class).toString())
                    .contains("0B01", "with an APIv3 key")
                    .doesNotContain("0123456789abcdef"));
  }

  @Test
  void acceptsTheEnvironmentVariablesOfTheCommandLine() {
    Applications.calling(SIMULATOR)
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "test-systemEnvironment",
                            Map.of(
                                "WECHATPAY_MCHID", SIMULATOR.mchid(),
                                "WECHATPAY_MERCHANT_SERIAL", SIMULATOR.merchantSerial(),
                                "WECHATPAY_PRIVATE_KEY", files().privateKey().toString(),
                                "WECHATPAY_PUBLIC_KEY_ID", SIMULATOR.publicKeyId(),
                                "WECHATPAY_PUBLIC_KEY", files().publicKey().toString()))))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(WechatPay.class));
  }

  @Test
  void exposesTheFacadeTheInterfaceAndTheRegistry() {
    Applications.of(SIMULATOR)
        .run(
            context -> {
              SIMULATOR.createOrder(order);
              context
                  .getBean(TransactionsApi.class)
                  .close(order, new CloseOrderRequest(SIMULATOR.mchid()));
              assertThat(SIMULATOR.state(order)).contains(OrderState.CLOSED);
              assertThat(context.getBean(WechatPayRegistry.class).of(SIMULATOR.mchid()))
                  .isSameAs(context.getBean(WechatPay.class));
            });
  }

  @Test
  void createsNoBeanIfSwitchedOff() {
    Applications.bare()
        .withPropertyValues("wechatpay.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(WechatPay.class)
                    .doesNotHaveBean(WechatPayRegistry.class));
  }
}
