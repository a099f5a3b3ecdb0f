package io.github.wechatpayfeign.api;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.Reentrant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link CombineTransactionsApi} with futures, so that no thread waits: {@code
 * wechatPay.createAsync(AsyncCombineTransactionsApi.class)}. Futures end and fail like those of
 * {@link AsyncTransactionsApi}.
 *
 * @see WechatPay#createAsync
 */
public interface AsyncCombineTransactionsApi {

  /**
   * Queries a combined order with its sub-orders.
   *
   * @param combineOutTradeNo its merchant order number, 2 to 32 of the characters {@code 0-9 A-Z
   *     a-z _ - | *}
   * @see CombineTransactionsApi#query
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/combine-transactions/out-trade-no/{combine_out_trade_no}",
      decodeSlash = false)
  CompletableFuture<CombineTransaction> query(
      @Param(value = "combine_out_trade_no", expander = CombineOutTradeNo.class)
          String combineOutTradeNo);

  /**
   * Closes an unpaid combined order with all its sub-orders.
   *
   * @param combineOutTradeNo its merchant order number
   * @param request the sub-orders, exactly as they were placed
   * @see CombineTransactionsApi#close
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close",
      decodeSlash = false)
  CompletableFuture<@Nullable Void> close(
      @Param(value = "combine_out_trade_no", expander = CombineOutTradeNo.class)
          String combineOutTradeNo,
      CombineCloseRequest request);

  /**
   * Closes an unpaid combined order like {@link #close}, and returns the status and the headers of
   * the answer, including {@code Request-ID}.
   *
   * @param combineOutTradeNo its merchant order number
   * @param request the sub-orders, exactly as they were placed
   * @see CombineTransactionsApi#closeWithResponse
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/combine-transactions/out-trade-no/{combine_out_trade_no}/close",
      decodeSlash = false)
  CompletableFuture<TypedResponse<@Nullable Void>> closeWithResponse(
      @Param(value = "combine_out_trade_no", expander = CombineOutTradeNo.class)
          String combineOutTradeNo,
      CombineCloseRequest request);
}
