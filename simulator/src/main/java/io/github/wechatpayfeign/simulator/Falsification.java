package io.github.wechatpayfeign.simulator;

/**
 * The ways in which the signature of a successful answer can be false.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying an answer with the
 *     WeChat Pay public key</a>
 */
public enum Falsification {
  /** The answer carries no {@code Wechatpay-*} header at all. */
  UNSIGNED,
  /** The answer is signed by a key other than that of WeChat Pay, under WeChat Pay's key id. */
  FORGED,
  /** The answer is rightly signed, but its timestamp lies 300 seconds in the past. */
  STALE,
  /**
   * The answer is rightly signed, but its timestamp lies 310 seconds in the future. The ten seconds
   * beyond the tolerance keep the answer false however slowly it travels; a timestamp exactly at
   * the tolerance comes from a simulator whose clock is 300 seconds ahead.
   */
  FUTURE,
  /** The answer names a public key or a platform certificate that nobody has ever heard of. */
  UNKNOWN_SERIAL,
  /** The signature is not Base64. */
  NOT_BASE64,
  /** The signature begins with {@code WECHATPAY/SIGNTEST/}, as WeChat Pay's own probes do. */
  SIGNTEST,
  /** The signature header comes twice, with the same right value. */
  REPEATED_HEADER,
  /** The nonce header is missing. */
  MISSING_NONCE,
  /** The signature is a right one, of another body. */
  WRONG_BODY_SIGNED
}
