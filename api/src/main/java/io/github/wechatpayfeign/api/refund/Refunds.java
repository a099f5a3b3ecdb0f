package io.github.wechatpayfeign.api.refund;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refunds payments and finds out what became of each refund.
 *
 * <pre>{@code
 * Refunds refunds = Refunds.of(wechatPay);
 * RefundDecision decision =
 *     refunds.refundDecisively(
 *         RefundRequest.ofOrder("ORDER-1").outRefundNo("REFUND-1").refund(100).total(1000).build());
 * }</pre>
 *
 * <p>It applies for the refund. If the answer is lost or not verified, it queries the refund, and
 * applies again with the identical request if WeChat Pay does not know it. In the usual case it
 * sends one request. WeChat Pay refunds once for each {@code out_refund_no}. So store the number
 * before the first call, and call again with the same arguments after {@code UNSETTLED}, after a
 * crash, or whenever you are not sure.
 *
 * <p>After a close that ended with {@code PAID}, this gives the money back: {@link
 * RefundRequest#fullRefundOf} takes the order from that decision.
 *
 * <p>Thread-safe. Create one instance and keep it. An interrupt ends a call early; the thread stays
 * interrupted.
 */
public final class Refunds {

  private final RefundsApi api;
  private final @Nullable String subMchid;
  private final RefundPolicy policy;
  private final WaitingClock clock;

  Refunds(RefundsApi api, @Nullable String subMchid, RefundPolicy policy, WaitingClock clock) {
    this.api = Objects.requireNonNull(api, "api");
    this.subMchid = subMchid;
    this.policy = policy;
    this.clock = clock;
  }

  /** Returns the refunds of a merchant, with the standard policy. */
  public static Refunds of(WechatPay wechatPay) {
    return of(wechatPay.create(RefundsApi.class));
  }

  /** Returns the refunds of a Feign interface, which may be decorated. */
  public static Refunds of(RefundsApi api) {
    return new Refunds(api, null, RefundPolicy.standard(), WaitingClock.SYSTEM);
  }

  /**
   * Returns the refunds of one sub-merchant of a service provider: each call names it.
   *
   * @param subMchid the sub-merchant's number
   * @throws IllegalArgumentException if it is null, blank or longer than 32 characters
   */
  public Refunds ofSubMerchant(String subMchid) {
    return new Refunds(api, Merchant.requireMchid("sub_mchid", subMchid), policy, clock);
  }

  /** Returns these refunds with another policy. */
  public Refunds withPolicy(RefundPolicy policy) {
    return new Refunds(api, subMchid, Objects.requireNonNull(policy, "policy"), clock);
  }

  /**
   * Applies for a refund, and returns what became of it. Call it again with the same request
   * whenever the outcome is not known: WeChat Pay refunds once for each refund number.
   *
   * @param request the refund, with a number that was stored before
   * @throws IllegalArgumentException if the request names another sub-merchant
   * @throws RefundNumberUsedException if the number belongs to a refund of another order or amount
   * @throws WechatPayException if the credentials or the clock must be fixed first, and no
   *     application was sent that may have taken effect; if one was sent, the exception is part of
   *     {@link RefundDecision.Unsettled}
   */
  public RefundDecision refundDecisively(RefundRequest request) {
    return new OngoingRefund(api, ofThisSubMerchant(request), policy, clock).decide();
  }

  /**
   * Queries a refund. The returned answer is signed, and is about that refund. It can be a refund
   * of any age.
   *
   * @param outRefundNo the merchant refund number
   * @throws IllegalArgumentException if the number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   * @see RefundsApi#query(String)
   */
  public Refund query(String outRefundNo) {
    OutRefundNo.check(outRefundNo);
    return subMchid == null ? api.query(outRefundNo) : api.query(outRefundNo, subMchid);
  }

  private RefundRequest ofThisSubMerchant(RefundRequest request) {
    if (subMchid == null || subMchid.equals(request.subMchid())) {
      return request;
    }
    if (request.subMchid() != null) {
      throw new IllegalArgumentException(
          "The refund %s names the sub-merchant %s, but these are refunds of %s"
              .formatted(request.outRefundNo(), request.subMchid(), subMchid));
    }
    return request.withSubMchid(subMchid);
  }

  @Override
  public String toString() {
    return subMchid == null ? "Refunds[]" : "Refunds[of " + subMchid + "]";
  }
}
