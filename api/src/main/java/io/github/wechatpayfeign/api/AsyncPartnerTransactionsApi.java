package io.github.wechatpayfeign.api;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.Reentrant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls of {@link PartnerTransactionsApi} with futures, so that no thread waits: {@code
 * wechatPay.createAsync(AsyncPartnerTransactionsApi.class)}. Futures end and fail like those of
 * {@link AsyncTransactionsApi}.
 *
 * @see WechatPay#createAsync
 */
public interface AsyncPartnerTransactionsApi {

  /**
   * Queries an order by the merchant's number.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @param spMchid the service provider's merchant number
   * @param subMchid the sub-merchant's number
   * @see PartnerTransactionsApi#query
   */
  @Reentrant
  @RequestLine(
      value =
          "GET /v3/pay/partner/transactions/out-trade-no/{out_trade_no}"
              + "?sp_mchid={sp_mchid}&sub_mchid={sub_mchid}",
      decodeSlash = false)
  CompletableFuture<Transaction> query(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      @Param("sp_mchid") String spMchid,
      @Param("sub_mchid") String subMchid);

  /**
   * Queries an order by WeChat Pay's number.
   *
   * @param transactionId WeChat Pay's order number, 1 to 32 digits and letters
   * @param spMchid the service provider's merchant number
   * @param subMchid the sub-merchant's number
   * @see PartnerTransactionsApi#queryById
   */
  @Reentrant
  @RequestLine(
      value =
          "GET /v3/pay/partner/transactions/id/{transaction_id}"
              + "?sp_mchid={sp_mchid}&sub_mchid={sub_mchid}",
      decodeSlash = false)
  CompletableFuture<Transaction> queryById(
      @Param(value = "transaction_id", expander = TransactionId.class) String transactionId,
      @Param("sp_mchid") String spMchid,
      @Param("sub_mchid") String subMchid);

  /**
   * Closes an unpaid order.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant numbers that the order was placed with
   * @see PartnerTransactionsApi#close
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/partner/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  CompletableFuture<@Nullable Void> close(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      PartnerCloseOrderRequest request);

  /**
   * Closes an unpaid order like {@link #close}, and returns the status and the headers of the
   * answer, including {@code Request-ID}.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant numbers that the order was placed with
   * @see PartnerTransactionsApi#closeWithResponse
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/partner/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  CompletableFuture<TypedResponse<@Nullable Void>> closeWithResponse(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      PartnerCloseOrderRequest request);
}
