package io.github.wechatpayfeign.api;

import feign.Param;
import feign.RequestLine;
import feign.TypedResponse;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * The orders of a merchant ("direct merchant", mchid) at WeChat Pay.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">close order</a>
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791890">closing and querying are the
 *     same for all ways of paying</a>
 */
public interface TransactionsApi {

  /**
   * Queries an order by the merchant's number. The answer is signed, and of the order and the
   * merchant that were asked for.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @param mchid the merchant number that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed, {@link OrderNotExistException} and
   *     {@link UnusableAnswerException} among its types
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}",
      decodeSlash = false)
  Transaction query(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      @Param("mchid") String mchid);

  /**
   * Queries an order by WeChat Pay's number, as {@link #query} does by the merchant's.
   *
   * @param transactionId WeChat Pay's order number, 1 to 32 digits and letters
   * @param mchid the merchant number that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/pay/transactions/id/{transaction_id}?mchid={mchid}",
      decodeSlash = false)
  Transaction queryById(
      @Param(value = "transaction_id", expander = TransactionId.class) String transactionId,
      @Param("mchid") String mchid);

  /**
   * Closes an unpaid order. A return means that WeChat Pay answered 204, signed; it answers so too
   * for an order that was closed before.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @param request the merchant number that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known. Among its types are {@link ResponseNotVerifiedException} for
   *     an answer that is not believed, and {@link TransportException} where the network failed
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  void close(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      CloseOrderRequest request);

  /**
   * Closes an unpaid order as {@link #close} does, and returns the status and the headers of the
   * answer, {@code Request-ID} among them.
   *
   * @param outTradeNo the merchant order number
   * @param request the merchant number that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  TypedResponse<Void> closeWithResponse(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      CloseOrderRequest request);
}
