package io.github.wechatpayfeign.signing;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A key of WeChat Pay that answers are verified with: its public key, or that of a platform
 * certificate.
 *
 * @param serial what {@code Wechatpay-Serial} calls it
 * @param nativeKey the same key for native code
 * @param from the first moment at which it is valid
 * @param until the last one
 * @param withdrawn whether WeChat Pay lists its certificate no longer
 */
record VerificationKey(
    String serial,
    PublicKey key,
    NativePublicKey nativeKey,
    Scheme scheme,
    Instant from,
    Instant until,
    boolean withdrawn) {

  /** What the id of every WeChat Pay public key begins with. */
  static final String PUBLIC_KEY_ID = "PUB_KEY_ID_";

  /** Returns a WeChat Pay public key, which never expires. */
  static VerificationKey ofPublicKey(String publicKeyId, PublicKey key) {
    return new VerificationKey(
        publicKeyId,
        key,
        new NativePublicKey(key),
        Scheme.of(key, "WeChat Pay public key"),
        Instant.MIN,
        Instant.MAX,
        false);
  }

  static VerificationKey ofCertificate(X509Certificate certificate) {
    PublicKey key = certificate.getPublicKey();
    return new VerificationKey(
        CertificateSerial.of(certificate),
        key,
        new NativePublicKey(key),
        Scheme.of(key, "key of the platform certificate"),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        false);
  }

  /** Returns this key, valid no earlier and no later than a list says. */
  VerificationKey within(Instant effective, Instant expire) {
    return new VerificationKey(
        serial, key, nativeKey, scheme, later(from, effective), earlier(until, expire), withdrawn);
  }

  /** Returns this key as one that is listed no longer, valid until the end of a grace. */
  VerificationKey withdrawn(Instant end) {
    return new VerificationKey(serial, key, nativeKey, scheme, from, earlier(until, end), true);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  KeyValidity validity() {
    return isPublicKey()
        ? new KeyValidity(serial, null, null)
        : new KeyValidity(serial, from, until);
  }

  /**
   * Returns an object that verifies with this key, once.
   *
   * @param nativeAllowed whether native code may do so, where there is some
   */
  Signature newVerifier(boolean nativeAllowed) throws GeneralSecurityException {
    Provider provider = nativeAllowed && scheme == Scheme.RSA ? NativeRsa.provider() : null;
    PublicKey own = provider == null ? null : nativeKey.of(provider);
    Signature verifier = scheme.signature(own == null ? null : provider);
    verifier.initVerify(own == null ? key : own);
    return verifier;
  }

  boolean isPublicKey() {
    return serial.startsWith(PUBLIC_KEY_ID);
  }

  boolean isValidAt(Instant moment) {
    return !moment.isBefore(from) && !moment.isAfter(until);
  }

  @Override
  public String toString() {
    return serial;
  }
}
