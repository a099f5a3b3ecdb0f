package io.github.wechatpayfeign.integrationtests.prepay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.prepay.AppInvocation;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * Checks what a phone gets as WeChat Pay does: with the JDK, and the public key of the merchant.
 */
final class PaySignature {

  private PaySignature() {}

  static void assertValid(JsapiInvocation invocation, PublicKey key) {
    assertThat(invocation.signType()).isEqualTo("RSA");
    assertSigned(
        key,
        invocation.paySign(),
        invocation.appId(),
        invocation.timeStamp(),
        invocation.nonceStr(),
        invocation.packageValue());
  }

  static void assertValid(AppInvocation invocation, PublicKey key) {
    assertThat(invocation.packageValue()).isEqualTo("Sign=WXPay");
    assertSigned(
        key,
        invocation.sign(),
        invocation.appId(),
        invocation.timeStamp(),
        invocation.nonceStr(),
        invocation.prepayId());
  }

  private static void assertSigned(PublicKey key, String signature, String... lines) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      for (String line : lines) {
        verifier.update((line + "\n").getBytes(UTF_8));
      }
      assertThat(verifier.verify(Base64.getDecoder().decode(signature)))
          .as("the signature matches %s", (Object) lines)
          .isTrue();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
