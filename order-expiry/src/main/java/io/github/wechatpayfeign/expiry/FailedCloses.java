package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Judges whose fault a failed close is: the merchant's, the order's or neither's. A mistake that
 * several orders in a row make is the merchant's: a wrong setting must not park a million orders.
 * Thread-safe.
 */
final class FailedCloses {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  private static final int MISTAKES_IN_A_ROW = 5;

  /** Whose fault it is. */
  enum Verdict {
    MERCHANT,
    ORDER,
    NEITHER
  }

  private final FleetPause fleet;
  private final MerchantPause merchant;
  private final Runnable whenPaused;
  private final AtomicInteger mistakes = new AtomicInteger();

  /**
   * Creates a judge.
   *
   * @param whenPaused runs when a pause of the merchant begins
   */
  FailedCloses(FleetPause fleet, MerchantPause merchant, Runnable whenPaused) {
    this.fleet = fleet;
    this.merchant = merchant;
    this.whenPaused = whenPaused;
  }

  /** Notes that a request for an order was told FREQUENCY_LIMITED. */
  void limited(String outTradeNo) {
    fleet.limited(outTradeNo);
  }

  /** Notes that an order was decided, so the merchant can close orders. */
  void decided() {
    mistakes.set(0);
  }

  Verdict judge(String outTradeNo, @Nullable CloseFailure failure) {
    if (failure == null) {
      return Verdict.NEITHER;
    }
    RuntimeException cause = failure.cause();
    return cause == null
        ? judge(outTradeNo, failure.next(), failure.code(), failure.toString())
        : judge(outTradeNo, cause);
  }

  Verdict judge(String outTradeNo, RuntimeException failure) {
    if (failure instanceof CallHeldBackException) {
      pause(outTradeNo, String.valueOf(failure.getMessage()));
      return Verdict.MERCHANT;
    }
    if (failure instanceof IllegalArgumentException) {
      return Verdict.ORDER;
    }
    return failure instanceof WechatPayException call
        ? judge(outTradeNo, call.next(), call.code(), call.summary())
        : Verdict.NEITHER;
  }

  private Verdict judge(
      String outTradeNo, @Nullable NextStep next, @Nullable String code, String summary) {
    if (isLimited(code)) {
      fleet.limited(outTradeNo);
      return Verdict.NEITHER;
    }
    if (next == NextStep.FIX_CREDENTIALS_OR_CLOCK) {
      pause(outTradeNo, summary);
      return Verdict.MERCHANT;
    }
    if (next != NextStep.FIX_REQUEST) {
      return Verdict.NEITHER;
    }
    if (merchant.isOn() || mistakes.incrementAndGet() >= MISTAKES_IN_A_ROW) {
      pause(outTradeNo, summary);
      return Verdict.MERCHANT;
    }
    return Verdict.ORDER;
  }

  /** Returns whether the decision of a probe shows that the merchant can close orders. */
  static boolean allowsMore(CloseDecision probe) {
    CloseFailure failure = probe instanceof Unsettled unsettled ? unsettled.failure() : null;
    return failure == null || failure.next() != NextStep.FIX_CREDENTIALS_OR_CLOCK;
  }

  /** Returns whether the failure of a probe is the merchant's. */
  static boolean isMerchants(RuntimeException failure) {
    return failure instanceof CallHeldBackException
        || (failure instanceof WechatPayException call
            && (call.next() == NextStep.FIX_CREDENTIALS_OR_CLOCK
                || (call.next() == NextStep.FIX_REQUEST && !isLimited(call.code()))));
  }

  static boolean isLimited(@Nullable String code) {
    return "FREQUENCY_LIMITED".equals(code) || "RULE_LIMIT".equals(code);
  }

  private void pause(String outTradeNo, String reason) {
    if (merchant.begin(reason, outTradeNo)) {
      LOGGER.log(
          Level.ERROR,
          "This process closes no orders for now, since the merchant cannot call WeChat Pay: {0}",
          reason);
      whenPaused.run();
    }
  }
}
