package io.github.wechatpayfeign.simulator.gateway;

/**
 * The keys with which a simulated gateway signs its answers, and merchants sign their requests.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012154180">from platform certificates to
 *     the public key</a>
 */
public enum GatewayMode {
  /** The gateway signs with the WeChat Pay public key; there are no platform certificates. */
  PUBLIC_KEY,
  /** The gateway signs with a platform certificate; there is no public key. */
  PLATFORM_CERTIFICATE,
  /**
   * The gateway has both, as during a merchant's move to the public key. It signs with the public
   * key if the request names that key in {@code Wechatpay-Serial}, otherwise with a platform
   * certificate.
   */
  MIGRATION,
  /**
   * The gateway signs with an SM2 platform certificate, and merchants sign with SM2 too: both sides
   * use {@code WECHATPAY2-SM2-WITH-SM3}, for which there is no public key. In the other modes both
   * sides use RSA.
   */
  SHANGMI;

  /**
   * Returns whether the gateway has a WeChat Pay public key in this mode.
   *
   * @return whether there is a public key
   */
  public boolean hasPublicKey() {
    return this == PUBLIC_KEY || this == MIGRATION;
  }

  /**
   * Returns whether the gateway has platform certificates in this mode.
   *
   * @return whether there are certificates
   */
  public boolean hasCertificates() {
    return this != PUBLIC_KEY;
  }
}
