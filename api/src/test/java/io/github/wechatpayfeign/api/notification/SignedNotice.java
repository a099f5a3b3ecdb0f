package io.github.wechatpayfeign.api.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A notification as WeChat Pay sends it, signed and encrypted by the JDK alone. */
final class SignedNotice {

  static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092026112300000000000001";
  static final String API_V3_KEY = "0123456789abcdef0123456789ABCDEF";
  static final KeyPair WECHAT_PAY_KEYS = newKeyPair();

  private static final String NONCE = "fdasflkja484";

  final Map<String, Collection<String>> headers = new TreeMap<>();
  final byte[] body;

  private SignedNotice(byte[] body, Instant at) {
    this.body = body;
    String timestamp = Long.toString(at.getEpochSecond());
    headers.put("wechatpay-timestamp", List.of(timestamp));
    headers.put("Wechatpay-Nonce", List.of("5K8264ILTKCH16CQ2502SI8ZNMTM67VS"));
    headers.put("Wechatpay-Serial", List.of(PUBLIC_KEY_ID));
    headers.put(
        "Wechatpay-Signature",
        List.of(sign(timestamp + "\n5K8264ILTKCH16CQ2502SI8ZNMTM67VS\n", body)));
  }

  /** Returns a notification whose body is any text. */
  static SignedNotice of(String body, Instant at) {
    return new SignedNotice(body.getBytes(UTF_8), at);
  }

  /** Returns a notification of an event, with an encrypted text. */
  static SignedNotice of(String event, String type, String text, Instant at) {
    return of(envelope(event, type, seal(API_V3_KEY, type, text)), at);
  }

  static String envelope(String event, String associatedData, String ciphertext) {
    return """
        {"id":"EV-2018022511223320873","create_time":"2026-11-30T10:34:56+08:00",\
        "resource_type":"encrypt-resource","event_type":"%s","summary":"支付成功",\
        "resource":{"original_type":"%s","algorithm":"AEAD_AES_256_GCM","ciphertext":"%s",\
        "associated_data":"%s","nonce":"%s"}}"""
        .formatted(event, associatedData, ciphertext, associatedData, NONCE);
  }

  static String seal(String key, String associatedData, String text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key.getBytes(UTF_8), "AES"),
          new GCMParameterSpec(128, NONCE.getBytes(UTF_8)));
      cipher.updateAAD(associatedData.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the values of a header as a server does: without regard to case. */
  Collection<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }

  private static String sign(String head, byte[] body) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(WECHAT_PAY_KEYS.getPrivate());
      signer.update(head.getBytes(UTF_8));
      signer.update(body);
      signer.update((byte) '\n');
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
