package io.github.wechatpayfeign.api.refund;

/**
 * The {@code out_refund_no} belongs to another refund, of another order or another amount: a signed
 * answer says so. What was asked for is not refunded, and never will be under this number, because
 * WeChat Pay uses a number once. It happens if a number is used for two refunds, if an amount is
 * changed between two calls, or if two systems share a merchant number.
 *
 * <p>Look at {@link #refund()} before you refund under a new number: it may be the refund that you
 * meant, with a wrong amount.
 */
public final class RefundNumberUsedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final Refund refund;

  RefundNumberUsedException(String difference, Refund refund) {
    super(
        "The out_refund_no "
            + refund.outRefundNo()
            + " belongs to another refund: "
            + difference
            + ". Nothing is refunded for this request, and nothing will be under this number;"
            + " compare both before you refund under a new number");
    this.refund = refund;
  }

  /** Returns the refund that has the number, from a signed answer. */
  public Refund refund() {
    return refund;
  }
}
