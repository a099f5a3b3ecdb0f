package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.accounts.MerchantAccount;
import io.github.wechatpayfeign.simulator.internal.crypto.CertificateAuthority;
import io.github.wechatpayfeign.simulator.internal.crypto.IssuedCertificate;
import io.github.wechatpayfeign.simulator.internal.crypto.PemText;

/**
 * A merchant of a {@link WechatPaySimulator}, with everything that a client of this merchant needs.
 * Every merchant has its own orders: two merchants may use the same order number.
 *
 * <p>Its certificate can be renewed while requests are under way. The old one is accepted until it
 * is revoked.
 *
 * <p>All methods may be called from any thread.
 */
public final class SimulatedMerchant {
  private final MerchantAccount merchant;
  private final CertificateAuthority authority;
  private final OrderBook book;

  SimulatedMerchant(MerchantAccount merchant, CertificateAuthority authority, OrderBook book) {
    this.merchant = merchant;
    this.authority = authority;
    this.book = book;
  }

  /**
   * Returns the merchant's number.
   *
   * @return 1 to 32 digits
   */
  public String mchid() {
    return merchant.mchid();
  }

  /**
   * Returns the serial number of the merchant's newest API certificate.
   *
   * @return 40 upper-case hexadecimal digits
   */
  public String serial() {
    return newest().serial();
  }

  /**
   * Returns the key that belongs to the newest API certificate.
   *
   * @return the private key, as PKCS#8 in PEM
   */
  public String privateKeyPem() {
    return PemText.of(newest().keys().getPrivate());
  }

  /**
   * Returns the merchant's newest API certificate.
   *
   * @return the X.509 certificate in PEM, valid for five years by the simulator's clock
   */
  public String certificatePem() {
    return newest().pem();
  }

  /**
   * Returns the APIv3 key, with which {@code GET /v3/certificates} encrypts its answer for this
   * merchant.
   *
   * @return 32 letters and digits
   */
  public String apiV3Key() {
    return merchant.apiV3Key();
  }

  /**
   * Creates a new key and a new API certificate for the merchant. From now on {@link #serial()},
   * {@link #privateKeyPem()} and {@link #certificatePem()} return these.
   */
  public void renewCertificate() {
    merchant.certificates().renew(authority.issue(mchid()));
  }

  /**
   * Revokes an API certificate: requests signed with it are refused with 401 {@code SIGN_ERROR}.
   *
   * @param serial the certificate's serial number; the newest one can be revoked too
   * @throws IllegalArgumentException if the merchant never had such a certificate
   */
  public void revokeCertificate(String serial) {
    merchant.certificates().revoke(serial);
  }

  /**
   * Returns the merchant's order book.
   *
   * @return the orders that this merchant placed for itself
   */
  public OrderBook book() {
    return book;
  }

  private IssuedCertificate newest() {
    return merchant.certificates().newest();
  }

  @Override
  public String toString() {
    return "SimulatedMerchant[mchid=%s, serial=%s]".formatted(mchid(), serial());
  }
}
