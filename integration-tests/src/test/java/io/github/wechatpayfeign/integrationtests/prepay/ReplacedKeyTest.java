package io.github.wechatpayfeign.integrationtests.prepay;

import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.OPENID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.tea;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.ReplaceableMerchant;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** WeChat Pay asks that the key that signed the prepay also signs for the phone. */
class ReplacedKeyTest {

  private static final KeyPair NEW_KEYS = newKeys();
  private static final Merchant NEW_MERCHANT =
      Merchant.builder()
          .mchid(TestGateway.MCHID)
          .merchantSerial("0A1B")
          .privateKey(NEW_KEYS.getPrivate())
          .wechatPayPublicKey(TestGateway.PUBLIC_KEY_ID, TestGateway.WECHAT_PAY_KEYS.getPublic())
          .build();

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void placesTheOrderAgainIfTheKeyIsReplacedMeanwhile() {
    ReplaceableMerchant merchant = new ReplaceableMerchant(TestGateway.merchant());
    RawServer.Script script =
        (request, out) -> {
          merchant.replace(NEW_MERCHANT);
          out.write(PrepayGateway.answerTo(request));
        };
    try (RawServer server = RawServer.start(script);
        WechatPay wechatPay = WechatPay.builder(merchant).baseUrl(server.baseUrl()).build()) {
      JsapiInvocation invocation = Prepay.of(wechatPay, APPID).jsapi(tea().build(), OPENID);

      assertThat(server.requests())
          .extracting(request -> request.authorization().get("serial_no"))
          .containsExactly(TestGateway.SERIAL, "0A1B");
      assertThat(server.requests().get(1).body()).isEqualTo(server.requests().get(0).body());
      PaySignature.assertValid(invocation, NEW_KEYS.getPublic());
    }
  }

  @Test
  void signsWithTheKeyThatTheRegistryGotMeanwhile() {
    try (RawServer server = PrepayGateway.start();
        WechatPayRegistry registry =
            WechatPayRegistry.builder().baseUrl(server.baseUrl()).build()) {
      Prepay prepay = Prepay.of(registry.put(TestGateway.merchant()), APPID);
      WechatPay replaced = registry.put(NEW_MERCHANT);

      JsapiInvocation invocation = prepay.jsapi(tea().build(), OPENID);

      assertThat(replaced.merchant().merchantSerial()).isEqualTo("0A1B");
      server.onlyRequest().assertSignedBy(NEW_KEYS.getPublic());
      PaySignature.assertValid(invocation, NEW_KEYS.getPublic());
    }
  }
}
