package io.github.wechatpayfeign.simulator;

/**
 * With what a simulated gateway signs its answers, and with what merchants sign their requests.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012154180">from platform certificates to
 *     the public key</a>
 */
public enum GatewayMode {
  /** With the WeChat Pay public key alone: there are no platform certificates. */
  PUBLIC_KEY,
  /** With a platform certificate alone: there is no public key. */
  PLATFORM_CERTIFICATE,
  /**
   * With either, as while a merchant moves to the public key: with the public key if the request
   * names it in {@code Wechatpay-Serial}, and with a platform certificate otherwise.
   */
  MIGRATION,
  /**
   * With an SM2 platform certificate, for merchants that sign with SM2 too: both sides use {@code
   * WECHATPAY2-SM2-WITH-SM3}, for which there is no public key. In the other modes both sides use
   * RSA.
   */
  SHANGMI;

  AlgorithmSuite newSuite() {
    return this == SHANGMI ? new Sm2Suite() : new RsaSuite();
  }

  boolean hasPublicKey() {
    return this == PUBLIC_KEY || this == MIGRATION;
  }

  boolean hasCertificates() {
    return this != PUBLIC_KEY;
  }
}
