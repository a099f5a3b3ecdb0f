package io.github.wechatpayfeign.api.refund;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of {@link RefundsApi} with futures, so that no thread waits: {@code
 * wechatPay.createAsync(AsyncRefundsApi.class)}.
 *
 * <p>No method throws. A future fails with the exception that the method of {@link RefundsApi}
 * throws: a {@link WechatPayException}, or an {@link IllegalArgumentException} for a number that
 * breaks its rule. Cancelling a future ends its call; a request that was sent before may have taken
 * effect.
 *
 * @see WechatPay#createAsync
 */
public interface AsyncRefundsApi {

  /**
   * Applies for a refund.
   *
   * @param request the refund, with the same number and the same values in each call
   * @see RefundsApi#apply
   */
  @Reentrant
  @RequestLine("POST /v3/refund/domestic/refunds")
  CompletableFuture<Refund> apply(RefundRequest request);

  /**
   * Queries a refund.
   *
   * @param outRefundNo the merchant refund number
   * @see RefundsApi#query(String)
   */
  @Reentrant
  @RequestLine(value = "GET /v3/refund/domestic/refunds/{out_refund_no}", decodeSlash = false)
  CompletableFuture<Refund> query(
      @Param(value = "out_refund_no", expander = OutRefundNo.class) String outRefundNo);

  /**
   * Queries a refund of a sub-merchant.
   *
   * @param outRefundNo the merchant refund number
   * @param subMchid the sub-merchant's number
   * @see RefundsApi#query(String, String)
   */
  @Reentrant
  @RequestLine(
      value = "GET /v3/refund/domestic/refunds/{out_refund_no}?sub_mchid={sub_mchid}",
      decodeSlash = false)
  CompletableFuture<Refund> query(
      @Param(value = "out_refund_no", expander = OutRefundNo.class) String outRefundNo,
      @Param("sub_mchid") String subMchid);
}
