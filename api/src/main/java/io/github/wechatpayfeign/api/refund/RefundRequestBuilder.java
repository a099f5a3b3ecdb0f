package io.github.wechatpayfeign.api.refund;

import io.github.wechatpayfeign.merchant.Merchant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RefundRequest}. The refund number and both amounts are required. */
public final class RefundRequestBuilder {

  private final @Nullable String transactionId;
  private final @Nullable String outTradeNo;
  private @Nullable String subMchid;
  private @Nullable String outRefundNo;
  private @Nullable String reason;
  private @Nullable String notifyUrl;
  private RefundRequest.@Nullable FundsAccount fundsAccount;
  private @Nullable Long refund;
  private @Nullable Long total;
  private List<RefundRequest.From> from = List.of();
  private List<RefundRequest.Goods> goodsDetail = List.of();

  RefundRequestBuilder(@Nullable String transactionId, @Nullable String outTradeNo) {
    this.transactionId = transactionId;
    this.outTradeNo = outTradeNo;
  }

  /**
   * Sets the merchant refund number. Store it before the first call, and never replace it while the
   * outcome is not known.
   *
   * @throws IllegalArgumentException if it is not 1 to 64 of the characters {@code 0-9 A-Z a-z _ -
   *     | * @}
   */
  public RefundRequestBuilder outRefundNo(String outRefundNo) {
    this.outRefundNo = OutRefundNo.check(outRefundNo);
    return this;
  }

  /** Sets the amount to refund, in fen: 1 to the total of the order. */
  public RefundRequestBuilder refund(long fen) {
    RefundRules.checkAtLeast(1, "amount of a refund", fen);
    this.refund = fen;
    return this;
  }

  /** Sets the price of the whole order, in fen. */
  public RefundRequestBuilder total(long fen) {
    RefundRules.checkAtLeast(1, "total of an order", fen);
    this.total = fen;
    return this;
  }

  /**
   * Sets the reason that the user sees.
   *
   * @throws IllegalArgumentException if it is blank or longer than 80 characters
   */
  public RefundRequestBuilder reason(String reason) {
    RefundRules.checkReason(reason);
    this.reason = reason;
    return this;
  }

  /**
   * Sets where notices of this refund go.
   *
   * @throws IllegalArgumentException if it is no http or https URL, has a query, or is longer than
   *     256 characters
   */
  public RefundRequestBuilder notifyUrl(String notifyUrl) {
    RefundRules.checkNotifyUrl(notifyUrl);
    this.notifyUrl = notifyUrl;
    return this;
  }

  /** Sets the account that pays. */
  public RefundRequestBuilder fundsAccount(RefundRequest.FundsAccount fundsAccount) {
    this.fundsAccount = fundsAccount;
    return this;
  }

  /** Sets the accounts that pay a part each. */
  public RefundRequestBuilder from(List<RefundRequest.From> from) {
    this.from = List.copyOf(from);
    return this;
  }

  /** Sets the goods that are given back. */
  public RefundRequestBuilder goodsDetail(List<RefundRequest.Goods> goodsDetail) {
    this.goodsDetail = List.copyOf(goodsDetail);
    return this;
  }

  /**
   * Sets the sub-merchant. {@link Refunds#ofSubMerchant} does that for each call.
   *
   * @throws IllegalArgumentException if it is null, blank or longer than 32 characters
   */
  public RefundRequestBuilder subMchid(String subMchid) {
    this.subMchid = Merchant.requireMchid("sub_mchid", subMchid);
    return this;
  }

  /**
   * Returns the request.
   *
   * @throws IllegalStateException if the refund number, the refund or the total is missing
   * @throws IllegalArgumentException if the refund is more than the total
   */
  public RefundRequest build() {
    if (outRefundNo == null || refund == null || total == null) {
      throw new IllegalStateException("outRefundNo, refund and total must be set before build()");
    }
    return new RefundRequest(
        subMchid,
        transactionId,
        outTradeNo,
        outRefundNo,
        reason,
        notifyUrl,
        fundsAccount,
        new RefundRequest.Amount(refund, total, "CNY", from),
        goodsDetail);
  }
}
