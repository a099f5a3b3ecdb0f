package io.github.wechatpayfeign.merchant;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object in key material, such as a key or a certificate. Its content decides its kind. It has
 * one form, whatever form it came in: a private key is PKCS#8, a public key SubjectPublicKeyInfo.
 */
final class KeyObject {

  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
  private static final byte[] RSA = algorithm(KeyAlgorithm.RSA_OID, new byte[] {0x05, 0x00});

  private final KeyKind kind;
  private final byte[] encoded;
  private final KeyAlgorithm algorithm;
  private final @Nullable DekInfo cipher;

  private KeyObject(
      KeyKind kind, byte[] encoded, KeyAlgorithm algorithm, @Nullable DekInfo cipher) {
    this.kind = kind;
    this.encoded = encoded;
    this.algorithm = algorithm;
    this.cipher = cipher;
  }

  private static KeyObject of(KeyKind kind, byte[] encoded, @Nullable Der algorithm) {
    return new KeyObject(kind, encoded, KeyAlgorithm.of(algorithm), null);
  }

  static KeyObject of(KeyKind kind) {
    return of(kind, new byte[0], null);
  }

  /** Returns a key whose PEM headers say that it is encrypted. */
  static KeyObject encrypted(byte[] encrypted, DekInfo cipher) {
    return new KeyObject(KeyKind.ENCRYPTED_PRIVATE_KEY, encrypted, KeyAlgorithm.of(null), cipher);
  }

  /** Returns the object that a DER element holds, by its shape. */
  static KeyObject of(Der element) {
    List<Der> parts = element.is(Der.SEQUENCE) ? element.children() : List.of();
    String shape = element.is(Der.SEQUENCE) ? element.shape() : "";
    byte[] encoded = element.encoded();
    if (shape.startsWith("ISO")) {
      byte[] plain =
          Der.element(Der.SEQUENCE, VERSION_0, parts.get(1).encoded(), parts.get(2).encoded());
      return of(KeyKind.PRIVATE_KEY, plain, parts.get(1));
    }
    if (shape.startsWith("IIIIIIIII")) {
      return privateKey(RSA, encoded);
    }
    if (shape.startsWith("IOC")) {
      return privateKey(algorithm(KeyAlgorithm.EC_OID, parts.get(2).content()), encoded);
    }
    return switch (shape) {
      case "IIIIII" ->
          new KeyObject(
              KeyKind.PRIVATE_KEY,
              encoded,
              new KeyAlgorithm(KeyAlgorithm.Family.OTHER, "DSA"),
              null);
      case "SO" -> of(KeyKind.ENCRYPTED_PRIVATE_KEY, encoded, null);
      case "SB" -> of(KeyKind.PUBLIC_KEY, encoded, parts.get(0));
      case "II" -> publicKey(encoded);
      case "SSB" -> signed(parts.get(0), encoded);
      case "IS", "ISS" -> of(KeyKind.PKCS12, encoded, null);
      case "DC" -> of(KeyKind.PKCS7, encoded, null);
      default -> of(KeyKind.OTHER, encoded, null);
    };
  }

  /** Wraps a private key in PKCS#1 or SEC 1 into PKCS#8. */
  private static KeyObject privateKey(byte[] algorithm, byte[] key) {
    return of(
        KeyKind.PRIVATE_KEY,
        Der.element(Der.SEQUENCE, VERSION_0, algorithm, Der.element(Der.OCTET_STRING, key)),
        Der.first(algorithm));
  }

  /** Wraps a public key in PKCS#1 into SubjectPublicKeyInfo. */
  private static KeyObject publicKey(byte[] key) {
    byte[] noUnusedBits = {0};
    return of(
        KeyKind.PUBLIC_KEY,
        Der.element(Der.SEQUENCE, RSA, Der.element(Der.BIT_STRING, noUnusedBits, key)),
        Der.first(RSA));
  }

  private static KeyObject signed(Der body, byte[] encoded) {
    List<Der> parts = body.children();
    String shape = body.shape();
    int key = shape.startsWith("C") ? 6 : 5;
    if (shape.startsWith("CISSSSS") || shape.startsWith("ISSSSS")) {
      List<Der> keyInfo = parts.get(key).children();
      return of(KeyKind.CERTIFICATE, encoded, keyInfo.isEmpty() ? null : keyInfo.get(0));
    }
    return of(shape.startsWith("ISS") ? KeyKind.CERTIFICATE_REQUEST : KeyKind.OTHER, encoded, null);
  }

  private static byte[] algorithm(String oid, byte[] parameters) {
    byte[] name = HexFormat.of().parseHex(oid);
    return Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, name), parameters);
  }

  KeyKind kind() {
    return kind;
  }

  byte[] encoded() {
    return encoded.clone();
  }

  /** Returns the algorithm of a key, or of the key in a certificate. */
  KeyAlgorithm algorithm() {
    return algorithm;
  }

  /** Returns the cipher that the PEM headers name, or null if they name none. */
  @Nullable DekInfo cipher() {
    return cipher;
  }

  @Override
  public String toString() {
    return "KeyObject[" + kind + "]";
  }
}
