package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.VerificationKeys;
import java.time.Instant;

/** Thrown if an answer or a notification of WeChat Pay fails verification; says why. */
public final class VerificationFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String finding;

  /**
   * Creates a failure.
   *
   * @param reason why the verification failed
   * @param finding what was found, as a sentence without any secret
   */
  public VerificationFailure(Reason reason, String finding) {
    super(finding);
    this.reason = reason;
    this.finding = finding;
  }

  /** Returns why the verification failed. */
  public Reason reason() {
    return reason;
  }

  /** Returns what was found, as a sentence without any secret. */
  public String finding() {
    return finding;
  }

  /**
   * Returns the failure of an answer whose key is not known, or is not valid now.
   *
   * @param serial the key that the answer names
   * @param known the keys that are known
   * @param more text to add at the end of the finding, or an empty text
   */
  public static VerificationFailure unknownSerial(
      String serial, Merchant merchant, VerificationKeys known, Instant now, String more) {
    return new VerificationFailure(
        Reason.UNKNOWN_SERIAL,
        "Wechatpay-Serial is "
            + serial
            + ", but the merchant "
            + merchant.mchid()
            + " has "
            + known.describeAt(now)
            + more);
  }
}
