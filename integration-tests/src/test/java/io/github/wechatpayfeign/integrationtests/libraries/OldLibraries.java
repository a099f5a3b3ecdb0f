package io.github.wechatpayfeign.integrationtests.libraries;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The process of {@link OldLibrariesTest}, which prints what a user sees. */
final class OldLibraries {

  static final String PASSPHRASE = "open sesame";

  private final Path folder;

  private OldLibraries(Path folder) {
    this.folder = folder;
  }

  /** Runs the action in the first argument, with the keys in the folder of the second argument. */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "close" -> close(GatewayMode.PUBLIC_KEY);
      case "close by certificates" -> close(GatewayMode.PLATFORM_CERTIFICATE);
      case "close by SM2" -> close(GatewayMode.SHANGMI);
      default -> new OldLibraries(Path.of(arguments[1])).readKeys();
    }
    System.exit(0);
  }

  private static void close(GatewayMode mode) {
    say(
        "start",
        () -> {
          try (WechatPaySimulator simulator =
              WechatPaySimulator.builder().mode(mode).strictAll().start()) {
            say("close", () -> close(simulator, mode));
          }
          return "ok";
        });
  }

  private static Object close(WechatPaySimulator simulator, GatewayMode mode) {
    simulator.createOrder("ORDER-1");
    MerchantBuilder merchant =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKeyPem(simulator.merchantPrivateKeyPem());
    if (mode == GatewayMode.PUBLIC_KEY) {
      merchant.wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem());
    } else {
      merchant.apiV3Key(simulator.apiV3Key());
    }
    try (WechatPay wechatPay =
        WechatPay.builder(merchant.build()).baseUrl(simulator.baseUrl()).build()) {
      wechatPay.closeOrder("ORDER-1");
      return simulator.orders();
    }
  }

  private void readKeys() {
    for (String key : new String[] {"pkcs8.pem", "traditional.pem", "sm2.pem"}) {
      say(key, () -> Merchant.builder().privateKey(given(key, PASSPHRASE)));
    }
    say(
        "sm2_pub.pem",
        () -> Merchant.builder().wechatPayPublicKey("PUB_KEY_ID_1", given("sm2_pub.pem", "")));
    say("sm2_cert.pem", () -> Merchant.builder().platformCertificate(given("sm2_cert.pem", "")));
    for (String both : new String[] {"rsa.p12", "camellia.p12", "sm2.p12"}) {
      say(both, () -> merchant(given(both, PASSPHRASE)));
    }
    say("wrong passphrase", () -> Merchant.builder().privateKey(given("pkcs8.pem", "wrong")));
    say("wrong password", () -> merchant(given("rsa.p12", "wrong")));
  }

  private KeyMaterial given(String file, String passphrase) {
    return KeyMaterial.of(folder.resolve(file)).withPassphrase(passphrase.toCharArray());
  }

  private static Merchant merchant(KeyMaterial pkcs12) {
    return Merchant.builder()
        .mchid("1900000109")
        .pkcs12(pkcs12)
        .apiV3Key("0123456789abcdef0123456789abcdef")
        .build();
  }

  private static void say(String what, Callable<Object> step) {
    String said;
    try {
      Object done = step.call();
      said = done instanceof MerchantBuilder || done instanceof Merchant ? "ok" : done.toString();
    } catch (Exception | LinkageError e) {
      said = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    System.out.println(what + ": " + said);
  }
}
