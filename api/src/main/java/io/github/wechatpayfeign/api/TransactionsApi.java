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
import org.jspecify.annotations.Nullable;

/**
 * The orders of a merchant ("direct merchant", mchid) at WeChat Pay.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">close order</a>
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012791890">closing and querying are the
 *     same for all ways of paying</a>
 */
public interface TransactionsApi {

  /**
   * Queries an order by the merchant's number. The returned answer is signed, and belongs to the
   * order and the merchant of the request.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @param mchid the merchant number that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed; its types include {@link
   *     OrderNotExistException} and {@link UnusableAnswerException}
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}",
      decodeSlash = false)
  Transaction query(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      @Param("mchid") String mchid);

  /**
   * Queries an order by WeChat Pay's number; otherwise the same as {@link #query}.
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
   * Closes an unpaid order. The method returns normally only if WeChat Pay answered 204 with a
   * valid signature. WeChat Pay also answers 204 for an order that was already closed.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @param request the merchant number that the order was placed with
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known. Its types include {@link ResponseNotVerifiedException} for an
   *     answer that fails verification, and {@link TransportException} for a network failure
   */
  @Reentrant
  @RequestLine(
      value = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
      decodeSlash = false)
  void close(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      CloseOrderRequest request);

  /**
   * Closes an unpaid order like {@link #close}, and returns the status and the headers of the
   * answer, including {@code Request-ID}.
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
  TypedResponse<@Nullable Void> closeWithResponse(
      @Param(value = "out_trade_no", expander = OutTradeNo.class) String outTradeNo,
      CloseOrderRequest request);
}
