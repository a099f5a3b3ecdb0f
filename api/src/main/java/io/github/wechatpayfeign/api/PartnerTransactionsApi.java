package io.github.wechatpayfeign.api;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a service provider (sp_mchid) placed for its sub-merchants (sub_mchid). The
 * provider is the merchant that signs. Everything else is as in {@link TransactionsApi}.
 *
 * @see <a
 *     href="https://pay.weixin.qq.com/docs/partner/apis/partner-miniprogram-payment/close-order.html">
 *     close order</a>
 */
public interface PartnerTransactionsApi {

  /**
   * Queries an order by the merchant's number.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @param spMchid the service provider's merchant number
   * @param subMchid the sub-merchant's number
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value =
          "GET /v3/pay/partner/transactions/out-trade-no/{out_trade_no}"
              + "?sp_mchid={sp_mchid}&sub_mchid={sub_mchid}",
      decodeSlash = false)
  Transaction query(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      @Param("sp_mchid") String spMchid,
      @Param("sub_mchid") String subMchid);

  /**
   * Queries an order by WeChat Pay's number.
   *
   * @param transactionId WeChat Pay's order number, 1 to 32 digits and letters
   * @param spMchid the service provider's merchant number
   * @param subMchid the sub-merchant's number
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value =
          "GET /v3/pay/partner/transactions/id/{transaction_id}"
              + "?sp_mchid={sp_mchid}&sub_mchid={sub_mchid}",
      decodeSlash = false)
  Transaction queryById(
      @Param(value = "transaction_id", expander = TransactionId.class) String transactionId,
      @Param("sp_mchid") String spMchid,
      @Param("sub_mchid") String subMchid);

  /**
   * Closes an unpaid order. The method returns normally only if WeChat Pay answered 204 with a
   * valid signature.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant numbers that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/partner/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  void close(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      PartnerCloseOrderRequest request);

  /**
   * Closes an unpaid order like {@link #close}, and returns the status and the headers of the
   * answer, including {@code Request-ID}.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant numbers that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/partner/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  TypedResponse<@Nullable Void> closeWithResponse(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      PartnerCloseOrderRequest request);
}
