package io.github.wechatpayfeign.integrationtests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.merchant.Merchant;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key pairs of merchant and gateway, which the JDK makes once, and answers signed with them.
 */
public final class TestGateway {

  public static final String MCHID = "1900000109";
  public static final String SERIAL = "05F1C72E2A8931B72A2E13AF8DEE92471EB39711";
  public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092026112300000000000001";

  public static final KeyPair MERCHANT_KEYS = newKeyPair();
  public static final KeyPair WECHAT_PAY_KEYS = newKeyPair();

  private static final SecureRandom RANDOM = new SecureRandom();

  private TestGateway() {}

  public static Merchant merchant() {
    return Merchant.builder()
        .mchid(MCHID)
        .merchantSerial(SERIAL)
        .privateKey(MERCHANT_KEYS.getPrivate())
        .wechatPayPublicKey(PUBLIC_KEY_ID, WECHAT_PAY_KEYS.getPublic())
        .build();
  }

  /** Returns a client that sends each request once. */
  public static WechatPay client(String baseUrl) {
    return WechatPay.builder(merchant()).baseUrl(baseUrl).retryPolicy(RetryPolicy.off()).build();
  }

  /** Returns the headers with which the gateway signs a body now, with a new nonce each time. */
  public static Map<String, String> signature(byte[] body) {
    return signature(WECHAT_PAY_KEYS.getPrivate(), body);
  }

  public static Map<String, String> signature(PrivateKey key, byte[] body) {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Wechatpay-Timestamp", timestamp);
    headers.put("Wechatpay-Nonce", nonce());
    headers.put("Wechatpay-Serial", PUBLIC_KEY_ID);
    headers.put("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
    headers.put(
        "Wechatpay-Signature",
        sign(key, timestamp + "\n" + headers.get("Wechatpay-Nonce") + "\n", body));
    return headers;
  }

  private static String nonce() {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static String sign(PrivateKey key, String head, byte[] body) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(key);
      signer.update(head.getBytes(UTF_8));
      signer.update(body);
      signer.update((byte) '\n');
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the bytes of a signed answer. */
  public static byte[] signedAnswer(int status, String body) {
    return answer(status, signature(body.getBytes(UTF_8)), body);
  }

  /** Returns the bytes of an answer; a 204 has no body and no length. */
  public static byte[] answer(int status, Map<String, String> headers, String body) {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    text.append("Request-ID: 08F78BB5AF0610D302-0\r\n");
    if (status != 204) {
      text.append("Content-Type: application/json\r\n");
      text.append("Content-Length: " + body.getBytes(UTF_8).length + "\r\n");
    }
    return (text + "\r\n" + body).getBytes(UTF_8);
  }

  private static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
