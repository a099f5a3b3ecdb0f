package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.FrequencyLimitedException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.RuleLimitException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Judges whose fault a failed close is: the merchant's, the order's or neither's. A mistake that
 * several orders in a row make is the merchant's: a wrong setting must not park a million orders.
 * The same rule judges the close of a probe. Thread-safe.
 */
final class FailedCloses {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  private static final int MISTAKES_IN_A_ROW = 5;
  private static final int MAX_CAUSES = 20;

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

  /** Notes that the merchant can close orders. */
  void decided() {
    mistakes.set(0);
  }

  /**
   * Judges a decision. One that has no failure is nobody's fault.
   *
   * @return {@code MERCHANT} only during a pause of the merchant
   */
  Verdict judge(CloseDecision decision) {
    if (!(decision instanceof Unsettled unsettled)) {
      decided();
      return Verdict.NEITHER;
    }
    CloseFailure failure = unsettled.failure();
    if (failure == null) {
      return Verdict.NEITHER;
    }
    RuntimeException cause = failure.cause();
    return cause == null
        ? judgeFacts(decision.outTradeNo(), failure)
        : judge(decision.outTradeNo(), cause);
  }

  /**
   * Judges an exception of a closer, or the first of its causes that WeChat Pay's client threw.
   *
   * @return {@code MERCHANT} only during a pause of the merchant
   */
  Verdict judge(String outTradeNo, Throwable failure) {
    WechatPayException call = callIn(failure);
    if (call == null) {
      return failure instanceof IllegalArgumentException ? Verdict.ORDER : Verdict.NEITHER;
    }
    if (isLimited(call)) {
      fleet.limited(outTradeNo);
      return Verdict.NEITHER;
    }
    return call instanceof CallHeldBackException
        ? paused(outTradeNo, call.summary())
        : judge(outTradeNo, call.next(), call.summary());
  }

  /** Judges a failure of another process, which wrote its decision as JSON. */
  private Verdict judgeFacts(String outTradeNo, CloseFailure failure) {
    if (isOf(failure, FrequencyLimitedException.class) || isOf(failure, RuleLimitException.class)) {
      fleet.limited(outTradeNo);
      return Verdict.NEITHER;
    }
    return isOf(failure, CallHeldBackException.class)
        ? paused(outTradeNo, failure.toString())
        : judge(outTradeNo, failure.next(), failure.toString());
  }

  private static boolean isOf(CloseFailure failure, Class<? extends WechatPayException> type) {
    return failure.exception().equals(type.getName());
  }

  private Verdict judge(String outTradeNo, @Nullable NextStep next, String summary) {
    if (next == NextStep.FIX_CREDENTIALS_OR_CLOCK) {
      return paused(outTradeNo, summary);
    }
    if (next != NextStep.FIX_REQUEST) {
      return Verdict.NEITHER;
    }
    return merchant.isOn() || mistakes.incrementAndGet() >= MISTAKES_IN_A_ROW
        ? paused(outTradeNo, summary)
        : Verdict.ORDER;
  }

  private static @Nullable WechatPayException callIn(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof WechatPayException call) {
        return call;
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** Returns whether an answer says that requests come too often, by whatever code it says so. */
  static boolean isLimited(WechatPayException failure) {
    return failure instanceof FrequencyLimitedException || failure instanceof RuleLimitException;
  }

  private Verdict paused(String outTradeNo, String reason) {
    if (merchant.begin(reason, outTradeNo)) {
      LOGGER.log(
          Level.ERROR,
          "This process closes no orders for now, since the merchant cannot call WeChat Pay: {0}",
          reason);
      whenPaused.run();
    }
    return Verdict.MERCHANT;
  }
}
