package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.api.CombineCloseRequest.SubOrder;
import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Closes combined orders, each with all its sub-orders, and finds out what became of them, like
 * {@link DecisiveClose} for single orders. {@link WechatPay#closeCombineDecisively} does the same
 * with an interface that is not decorated.
 *
 * <p>A combined order is paid and closed as a whole. So a close is sent only while every sub-order
 * is open or closed, and there is one decision for all of them. An answer to a query must name
 * exactly the sub-orders of the request; otherwise it decides nothing. With {@link
 * ClosePolicy#closeFirst()}, the first close is sent before any query has shown the sub-orders.
 *
 * <p>Thread-safe if the interface is. An interrupt ends a call early; the thread stays interrupted.
 */
public final class CombineDecisiveClose {

  private final CombineTransactionsApi api;
  private final ClosePolicy policy;
  private final WaitingClock timer;

  CombineDecisiveClose(CombineTransactionsApi api, ClosePolicy policy, WaitingClock timer) {
    this.api = Objects.requireNonNull(api, "api");
    this.policy = policy;
    this.timer = timer;
  }

  /** Returns a close of combined orders with the standard policy. */
  public static CombineDecisiveClose of(CombineTransactionsApi api) {
    return new CombineDecisiveClose(api, ClosePolicy.standard(), WaitingClock.SYSTEM);
  }

  /** Returns this close with another policy. */
  public CombineDecisiveClose withPolicy(ClosePolicy policy) {
    return new CombineDecisiveClose(api, Objects.requireNonNull(policy, "policy"), timer);
  }

  /**
   * Closes a combined order unless it is paid, and returns what became of it.
   *
   * @param combineOutTradeNo its merchant order number, 2 to 32 of the characters {@code 0-9 A-Z
   *     a-z _ - | *}
   * @param request the sub-orders, exactly as they were placed
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the request, the credentials or the clock must be fixed first,
   *     and no close was sent that may have taken effect; if such a close was sent, the exception
   *     is part of the decision {@code UNSETTLED}
   */
  public CombineCloseDecision close(String combineOutTradeNo, CombineCloseRequest request) {
    CombineOutTradeNo.check(combineOutTradeNo);
    Objects.requireNonNull(request, "request");
    Settlement<CombineTransaction> settlement =
        new OngoingClose<>(new Calls(api, combineOutTradeNo, request), policy, timer).settle();
    return new CombineCloseDecision(
        settlement.kind(),
        combineOutTradeNo,
        settlement.answer(),
        settlement.failureFacts(),
        settlement.closeSent(),
        settlement.askAgainAfter());
  }

  private record Calls(
      CombineTransactionsApi api, String combineOutTradeNo, CombineCloseRequest request)
      implements OrderCalls<CombineTransaction> {

    @Override
    public CombineTransaction query() {
      CombineTransaction answer = api.query(combineOutTradeNo);
      requireSame(
          request.subOrders().stream().map(SubOrder::outTradeNo).sorted().toList(),
          answer.subOrders().stream()
              .map(subOrder -> String.valueOf(subOrder.outTradeNo()))
              .sorted()
              .toList());
      return answer;
    }

    private void requireSame(List<String> asked, List<String> answered) {
      if (!asked.equals(answered)) {
        throw new UnusableAnswerException(
            "the close names the sub-orders "
                + asked
                + " of "
                + combineOutTradeNo
                + ", but the answer is about "
                + answered,
            200,
            new byte[0],
            Map.of());
      }
    }

    @Override
    public void close() {
      api.close(combineOutTradeNo, request);
    }

    @Override
    public Standing standing(CombineTransaction answer) {
      return Standing.ofAll(answer.subOrders());
    }
  }
}
