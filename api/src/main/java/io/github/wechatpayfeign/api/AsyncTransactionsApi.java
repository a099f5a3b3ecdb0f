package io.github.wechatpayfeign.api;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link TransactionsApi} with futures, so that no thread waits: {@code
 * wechatPay.createAsync(AsyncTransactionsApi.class)}.
 *
 * <p>No method throws. A future fails with the exception that the method of {@link TransactionsApi}
 * throws: a {@link WechatPayException}, or an {@link IllegalArgumentException} for a number that
 * breaks its rule. Cancelling a future ends its call; a request that was sent before may have taken
 * effect.
 *
 * @see WechatPay#createAsync
 */
public interface AsyncTransactionsApi {

  /**
   * Queries an order by the merchant's number.
   *
   * @param outTradeNo the merchant order number
   * @param mchid the merchant number that the order was placed with
   * @see TransactionsApi#query
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}",
      decodeSlash = false)
  CompletableFuture<Transaction> query(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      @Param("mchid") String mchid);

  /**
   * Queries an order by WeChat Pay's number.
   *
   * @param transactionId WeChat Pay's order number
   * @param mchid the merchant number that the order was placed with
   * @see TransactionsApi#queryById
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/pay/transactions/id/{transaction_id}?mchid={mchid}",
      decodeSlash = false)
  CompletableFuture<Transaction> queryById(
      @Param(value = "transaction_id", expander = TransactionId.class) String transactionId,
      @Param("mchid") String mchid);

  /**
   * Closes an unpaid order.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant number that the order was placed with
   * @see TransactionsApi#close
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  CompletableFuture<@Nullable Void> close(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      CloseOrderRequest request);

  /**
   * Closes an unpaid order like {@link #close}, and returns the status and the headers of the
   * answer, including {@code Request-ID}.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant number that the order was placed with
   * @see TransactionsApi#closeWithResponse
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  CompletableFuture<TypedResponse<@Nullable Void>> closeWithResponse(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      CloseOrderRequest request);
}
