package io.github.wechatpayfeign.merchant;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's private key with its certificate, or at least the serial by which WeChat Pay knows
 * the key.
 *
 * @param privateKey the key
 * @param serial the serial that requests contain
 * @param certificate the certificate, or null if only the serial is known
 */
record MerchantIdentity(
    PrivateKey privateKey, String serial, @Nullable X509Certificate certificate) {

  private static final int HEXADECIMAL = 16;

  /**
   * Returns the key with the certificate to which it belongs.
   *
   * @param expectedSerial the serial that the user also set, or null
   * @throws IllegalArgumentException if the key belongs to none of the certificates, or the serial
   *     is not that of the certificate
   */
  static MerchantIdentity certified(
      PrivateKey key,
      @Nullable Provider signer,
      List<X509Certificate> among,
      @Nullable String expectedSerial) {
    X509Certificate own =
        among.stream()
            .filter(one -> KeyPairs.belongTogether(key, signer, one.getPublicKey()))
            .findFirst()
            .orElseThrow(() -> KeyPairs.noPair(CertificateSerial.of(among.get(0))));
    String serial = CertificateSerial.of(own);
    if (expectedSerial != null
        && !new BigInteger(expectedSerial, HEXADECIMAL).equals(own.getSerialNumber())) {
      throw new IllegalArgumentException(
          "The serial "
              + Checks.quotedStart(expectedSerial)
              + " does not match the certificate, whose serial is "
              + serial);
    }
    return new MerchantIdentity(key, serial, own);
  }

  /**
   * Checks that the certificate is valid, and returns this.
   *
   * @param now the current time, or null to accept a certificate that is not valid
   * @throws IllegalArgumentException if the certificate is not valid now
   */
  MerchantIdentity requireValid(@Nullable Instant now) {
    KeyValidity validity = validity();
    if (now != null
        && validity.from() != null
        && validity.until() != null
        && (now.isBefore(validity.from()) || now.isAfter(validity.until()))) {
      throw new IllegalArgumentException(
          "The merchant API certificate with the serial "
              + serial
              + " is valid from "
              + validity.from()
              + " to "
              + validity.until()
              + ", but it is "
              + now
              + ": renew it in the merchant portal, or call allowExpiredCertificate()");
    }
    return this;
  }

  KeyValidity validity() {
    return certificate == null
        ? KeyValidity.unlimited(serial)
        : KeyValidity.between(
            serial, certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  @Override
  public String toString() {
    return "MerchantIdentity[serial=" + serial + "]";
  }
}
