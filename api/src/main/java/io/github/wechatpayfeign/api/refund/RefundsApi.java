package io.github.wechatpayfeign.api.refund;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.ResourceNotExistsException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * The refunds of a merchant, or of a service provider's sub-merchants: {@code
 * wechatPay.create(RefundsApi.class)}. {@link Refunds} finds out what became of a refund.
 */
public interface RefundsApi {

  /**
   * Applies for a refund. WeChat Pay refunds once for each {@code out_refund_no}, however often the
   * same application arrives, so a failed call is repeated. A returned answer is signed, and
   * repeats the numbers of the request. It says that WeChat Pay <b>accepted</b> the application;
   * {@link Refund#status()} says whether the money went back. Compare its amounts with yours.
   *
   * @param request the refund, with the same number and the same values in each call
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/refund/domestic/refunds")
  Refund apply(RefundRequest request);

  /**
   * Queries a refund. The returned answer is signed, and is about the refund of the request.
   *
   * @param outRefundNo the merchant refund number, 1 to 64 of the characters {@code 0-9 A-Z a-z _ -
   *     | * @}
   * @throws IllegalArgumentException if the number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed; its types include {@link
   *     ResourceNotExistsException} and {@link UnusableAnswerException}
   */
  @Reentrant
  @RequestLine(value = "GET /v3/refund/domestic/refunds/{out_refund_no}", decodeSlash = false)
  Refund query(@Param(value = "out_refund_no", expander = OutRefundNo.class) String outRefundNo);

  /**
   * Queries a refund of a sub-merchant; otherwise the same as {@link #query(String)}.
   *
   * @param outRefundNo the merchant refund number
   * @param subMchid the sub-merchant's number
   * @throws IllegalArgumentException if the refund number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/refund/domestic/refunds/{out_refund_no}?sub_mchid={sub_mchid}",
      decodeSlash = false)
  Refund query(
      @Param(value = "out_refund_no", expander = OutRefundNo.class) String outRefundNo,
      @Param("sub_mchid") String subMchid);
}
