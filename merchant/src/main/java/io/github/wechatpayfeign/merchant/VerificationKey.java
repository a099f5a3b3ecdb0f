package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A key of WeChat Pay that verifies answers: the WeChat Pay public key, or the key of a platform
 * certificate. Immutable.
 */
public final class VerificationKey {

  /** The start of the id of every WeChat Pay public key. */
  static final String PUBLIC_KEY_ID = "PUB_KEY_ID_";

  private final String serial;
  private final PublicKey key;

  /** The same key for the native provider. */
  private final NativePublicKey nativeKey;

  private final Scheme scheme;
  private final Instant from;
  private final Instant until;
  private final boolean withdrawn;

  VerificationKey(
      String serial,
      PublicKey key,
      NativePublicKey nativeKey,
      Scheme scheme,
      Instant from,
      Instant until,
      boolean withdrawn) {
    this.serial = serial;
    this.key = key;
    this.nativeKey = nativeKey;
    this.scheme = scheme;
    this.from = from;
    this.until = until;
    this.withdrawn = withdrawn;
  }

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

  /** Returns this key with its validity limited to the times of a list. */
  VerificationKey within(Instant effective, Instant expire) {
    return new VerificationKey(
        serial, key, nativeKey, scheme, later(from, effective), earlier(until, expire), withdrawn);
  }

  /** Returns the name of the key in {@code Wechatpay-Serial}. */
  public String serial() {
    return serial;
  }

  /** Returns the signature scheme of the key. */
  public Scheme scheme() {
    return scheme;
  }

  /** Returns the first moment at which the key is valid. */
  public Instant from() {
    return from;
  }

  /** Returns the last moment at which the key is valid. */
  public Instant until() {
    return until;
  }

  /** Returns whether WeChat Pay no longer lists the certificate of the key. */
  public boolean withdrawn() {
    return withdrawn;
  }

  PublicKey key() {
    return key;
  }

  /** Returns this key as no longer listed; it stays valid until the end of a grace period. */
  public VerificationKey withdrawn(Instant end) {
    return new VerificationKey(serial, key, nativeKey, scheme, from, earlier(until, end), true);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Returns the serial and the time in which the key is valid, in the form for users. */
  public KeyValidity validity() {
    return isPublicKey() ? KeyValidity.unlimited(serial) : KeyValidity.between(serial, from, until);
  }

  /**
   * Runs a step once with a Signature that verifies with this key.
   *
   * @param nativeAllowed whether the native provider may do so, if there is one
   */
  <T> T with(boolean nativeAllowed, Scheme.Step<T> step) throws GeneralSecurityException {
    Provider provider = nativeAllowed && scheme == Scheme.RSA ? NativeRsa.provider() : null;
    PublicKey own = provider == null ? null : nativeKey.of(provider);
    Scheme.Step<T> verifying =
        verifier -> {
          verifier.initVerify(own == null ? key : own);
          return step.take(verifier);
        };
    SpareSignatures spares = NativeRsa.verifiers();
    return own == null || spares == null
        ? scheme.with(null, verifying)
        : spares.with(own, verifying);
  }

  /** Returns true for a WeChat Pay public key, false for the key of a platform certificate. */
  public boolean isPublicKey() {
    return serial.startsWith(PUBLIC_KEY_ID);
  }

  /** Returns whether the key is valid at a moment. */
  public boolean isValidAt(Instant moment) {
    return !moment.isBefore(from) && !moment.isAfter(until);
  }

  @Override
  public String toString() {
    return serial;
  }
}
