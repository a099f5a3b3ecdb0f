package io.github.wechatpayfeign.api;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * Combined orders: several sub-orders that a user pays at once. They can be queried and closed only
 * with this interface, and only as a whole. Everything else is as in {@link TransactionsApi}.
 */
public interface CombineTransactionsApi {

  /**
   * Queries a combined order with its sub-orders.
   *
   * @param combineOutTradeNo its merchant order number, 2 to 32 of the characters {@code 0-9 A-Z
   *     a-z _ - | *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/combine-transactions/out-trade-no/{combine_out_trade_no}",
      decodeSlash = false)
  CombineTransaction query(
      @Param(value = "combine_out_trade_no", expander = CombineOutTradeNo.class)
          String combineOutTradeNo);

  /**
   * Closes an unpaid combined order with all its sub-orders. The method returns normally only if
   * WeChat Pay answered 204 with a valid signature.
   *
   * @param combineOutTradeNo its merchant order number
   * @param request the sub-orders, exactly as they were placed
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close",
      decodeSlash = false)
  void close(
      @Param(value = "combine_out_trade_no", expander = CombineOutTradeNo.class)
          String combineOutTradeNo,
      CombineCloseRequest request);

  /**
   * Closes an unpaid combined order like {@link #close}, and returns the status and the headers of
   * the answer, including {@code Request-ID}.
   *
   * @param combineOutTradeNo its merchant order number
   * @param request the sub-orders, exactly as they were placed
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close",
      decodeSlash = false)
  TypedResponse<@Nullable Void> closeWithResponse(
      @Param(value = "combine_out_trade_no", expander = CombineOutTradeNo.class)
          String combineOutTradeNo,
      CombineCloseRequest request);
}
