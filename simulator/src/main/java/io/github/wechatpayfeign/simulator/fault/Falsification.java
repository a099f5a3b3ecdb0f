package io.github.wechatpayfeign.simulator.fault;

/**
 * The ways in which the signature of a successful answer can be false.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying an answer with the
 *     WeChat Pay public key</a>
 */
public enum Falsification {
  /** The answer has no {@code Wechatpay-*} header at all. */
  UNSIGNED,
  /** The answer is signed with a key that is not WeChat Pay's, but names WeChat Pay's key id. */
  FORGED,
  /** The answer is signed correctly, but its timestamp is 300 seconds in the past. */
  STALE,
  /**
   * The answer is signed correctly, but its timestamp is 310 seconds in the future. The ten seconds
   * beyond the tolerance keep the answer false even if it arrives late. For a timestamp exactly at
   * the tolerance, set the simulator's clock 300 seconds ahead.
   */
  FUTURE,
  /** The answer names a public key or a platform certificate that does not exist. */
  UNKNOWN_SERIAL,
  /** The signature is not Base64. */
  NOT_BASE64,
  /** The signature begins with {@code WECHATPAY/SIGNTEST/}, like WeChat Pay's own probes. */
  SIGNTEST,
  /** The signature header is there twice, with the same correct value. */
  REPEATED_HEADER,
  /** The nonce header is missing. */
  MISSING_NONCE,
  /** The signature is correct, but for another body. */
  WRONG_BODY_SIGNED
}
