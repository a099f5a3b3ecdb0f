package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.Objects;
import java.util.function.Function;

/**
 * Closes orders and finds out what became of them. The answer 204 to a close does not say that:
 * WeChat Pay gives the same answer for an order that was closed before, and for an order that never
 * existed, and the user may pay between the last query and the close.
 *
 * <p>It queries the order, closes it if it is open, and queries it again, until a signed answer
 * says that the order is closed or paid. In the usual case it sends a query, a close and a query;
 * {@link ClosePolicy#closeFirst()} leaves out the first query. It only calls the plain methods of a
 * Feign interface, and works with any decoration of that interface.
 *
 * <p>{@link WechatPay#closeDecisively(String)} and {@link SubMerchant#closeDecisively(String)} do
 * the same with an interface that is not decorated; {@link CombineDecisiveClose} is for combined
 * orders.
 *
 * <p>Thread-safe if the interface is. An interrupt ends a call early; the thread stays interrupted.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">close order</a>
 */
public final class DecisiveClose {

  private final Function<String, OrderCalls<Transaction>> orders;
  private final ClosePolicy policy;
  private final WaitingClock timer;

  DecisiveClose(
      Function<String, OrderCalls<Transaction>> orders, ClosePolicy policy, WaitingClock timer) {
    this.orders = orders;
    this.policy = policy;
    this.timer = timer;
  }

  /**
   * Returns a close of a merchant's orders, with the standard policy.
   *
   * @param mchid the merchant number that the orders were placed with
   * @throws IllegalArgumentException if it is null, blank or longer than 32 characters
   */
  public static DecisiveClose of(TransactionsApi api, String mchid) {
    CloseOrderRequest body = new CloseOrderRequest(mchid);
    return standard(
        outTradeNo ->
            new SingleOrder() {
              @Override
              public Transaction query() {
                return api.query(outTradeNo, mchid);
              }

              @Override
              public void close() {
                api.close(outTradeNo, body);
              }
            });
  }

  /**
   * Returns a close of the orders that a service provider placed for a sub-merchant, with the
   * standard policy.
   *
   * @param spMchid the service provider's merchant number
   * @param subMchid the sub-merchant's number
   * @throws IllegalArgumentException if one is null, blank or longer than 32 characters
   */
  public static DecisiveClose of(PartnerTransactionsApi api, String spMchid, String subMchid) {
    PartnerCloseOrderRequest body = new PartnerCloseOrderRequest(spMchid, subMchid);
    return standard(
        outTradeNo ->
            new SingleOrder() {
              @Override
              public Transaction query() {
                return api.query(outTradeNo, spMchid, subMchid);
              }

              @Override
              public void close() {
                api.close(outTradeNo, body);
              }
            });
  }

  private static DecisiveClose standard(Function<String, OrderCalls<Transaction>> orders) {
    return new DecisiveClose(orders, ClosePolicy.standard(), WaitingClock.SYSTEM);
  }

  /** Returns this close with another policy. */
  public DecisiveClose withPolicy(ClosePolicy policy) {
    return new DecisiveClose(orders, Objects.requireNonNull(policy, "policy"), timer);
  }

  /**
   * Closes an order unless it is paid, and returns what became of it.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the request, the credentials or the clock must be fixed first,
   *     and no close was sent that may have taken effect; if such a close was sent, the exception
   *     is part of {@link CloseDecision.Unsettled}
   */
  public CloseDecision close(String outTradeNo) {
    OutTradeNo.check(outTradeNo);
    return decision(
        outTradeNo, new OngoingClose<>(orders.apply(outTradeNo), policy, timer).settle());
  }

  private static CloseDecision decision(String outTradeNo, Settlement<Transaction> settlement) {
    return switch (settlement.kind()) {
      case CLOSED -> new CloseDecision.Closed(outTradeNo, settlement.proof());
      case ALREADY_CLOSED -> new CloseDecision.AlreadyClosed(outTradeNo, settlement.proof());
      case PAID -> new CloseDecision.Paid(outTradeNo, settlement.proof());
      case REFUNDED -> new CloseDecision.Refunded(outTradeNo, settlement.proof());
      case NOT_FOUND ->
          new CloseDecision.NotFound(
              outTradeNo, Objects.requireNonNull(settlement.failureFacts(), "failure"));
      case UNSETTLED ->
          new CloseDecision.Unsettled(
              outTradeNo,
              settlement.answer(),
              settlement.failureFacts(),
              settlement.closeSent(),
              settlement.askAgainAfter());
    };
  }

  /** A single order, which is not part of a combined one. */
  private interface SingleOrder extends OrderCalls<Transaction> {
    @Override
    default Standing standing(Transaction answer) {
      return Standing.of(answer);
    }
  }
}
