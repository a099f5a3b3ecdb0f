package io.github.wechatpayfeign.simulator;

/**
 * With what a simulated gateway signs its answers.
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
  MIGRATION;

  boolean hasPublicKey() {
    return this != PLATFORM_CERTIFICATE;
  }

  boolean hasCertificates() {
    return this != PUBLIC_KEY;
  }
}
