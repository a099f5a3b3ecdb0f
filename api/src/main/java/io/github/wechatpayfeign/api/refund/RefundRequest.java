package io.github.wechatpayfeign.api.refund;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.TransactionId;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of an application for a refund.
 *
 * <pre>{@code
 * RefundRequest.ofOrder("ORDER-1").outRefundNo("REFUND-1").refund(100).total(1000).build()
 * }</pre>
 *
 * <p>Store the refund number before the first call, and send the same values in each call: WeChat
 * Pay refunds once for each number, so another number is another refund.
 *
 * @param subMchid the sub-merchant of a service provider, or null
 * @param transactionId WeChat Pay's order number, or null if {@code outTradeNo} names the order
 * @param outTradeNo the merchant order number, or null if {@code transactionId} names the order
 * @param outRefundNo the merchant refund number, 1 to 64 of the characters {@code 0-9 A-Z a-z _ - |
 *     * @}
 * @param reason the reason that the user sees, 1 to 80 characters, or null. WeChat Pay hides it for
 *     a partial refund of 1 yuan or less
 * @param notifyUrl where notices of this refund go instead of the URL in the merchant platform, up
 *     to 256 characters without a query, or null
 * @param fundsAccount the account that pays, or null for the default
 * @param amount the amounts
 * @param goodsDetail the goods that are given back; empty if none are named
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RefundRequest(
    @JsonProperty("sub_mchid") @Nullable String subMchid,
    @JsonProperty("transaction_id") @Nullable String transactionId,
    @JsonProperty("out_trade_no") @Nullable String outTradeNo,
    @JsonProperty("out_refund_no") String outRefundNo,
    @JsonProperty("reason") @Nullable String reason,
    @JsonProperty("notify_url") @Nullable String notifyUrl,
    @JsonProperty("funds_account") @Nullable FundsAccount fundsAccount,
    @JsonProperty("amount") Amount amount,
    @JsonProperty("goods_detail") List<Goods> goodsDetail) {

  /** The account that pays a refund. */
  public enum FundsAccount {
    /** The balance that is available. */
    AVAILABLE,
    /** The money that is not settled yet. */
    UNSETTLED
  }

  /** The account that pays a part of a refund. */
  public enum Account {
    /** The balance that is available. */
    AVAILABLE,
    /** The balance that is not available. */
    UNAVAILABLE
  }

  /**
   * Creates a body.
   *
   * @throws IllegalArgumentException if a number or a text breaks its rule, or if not exactly one
   *     of the two order numbers is given
   */
  public RefundRequest {
    if (subMchid != null) {
      Merchant.requireMchid("sub_mchid", subMchid);
    }
    if ((transactionId == null) == (outTradeNo == null)) {
      throw new IllegalArgumentException(
          "A refund must name its order by either an out_trade_no or a transaction_id");
    }
    if (transactionId != null) {
      new TransactionId().expand(transactionId);
    }
    if (outTradeNo != null) {
      new OutTradeNo().expand(outTradeNo);
    }
    OutRefundNo.check(outRefundNo);
    RefundRules.checkReason(reason);
    RefundRules.checkNotifyUrl(notifyUrl);
    Objects.requireNonNull(amount, "amount");
    goodsDetail = Refund.listOf(goodsDetail);
  }

  /**
   * Returns a builder of a refund.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   */
  public static RefundRequestBuilder ofOrder(String outTradeNo) {
    return new RefundRequestBuilder(null, new OutTradeNo().expand(outTradeNo));
  }

  /**
   * Returns a builder of a refund.
   *
   * @param transactionId WeChat Pay's order number, 1 to 32 digits and letters
   */
  public static RefundRequestBuilder ofTransaction(String transactionId) {
    return new RefundRequestBuilder(new TransactionId().expand(transactionId), null);
  }

  /**
   * Returns a builder of a refund of everything that a paid order cost. Only the refund number is
   * missing.
   *
   * @param paid the order, such as that of a decision {@code PAID} of a close
   * @throws IllegalArgumentException if the order is not paid, or has no number or no total
   */
  public static RefundRequestBuilder fullRefundOf(Transaction paid) {
    return RefundRules.fullRefundOf(paid);
  }

  RefundRequest withSubMchid(String subMchid) {
    return new RefundRequest(
        subMchid,
        transactionId,
        outTradeNo,
        outRefundNo,
        reason,
        notifyUrl,
        fundsAccount,
        amount,
        goodsDetail);
  }

  /**
   * The amounts of an application, in fen.
   *
   * @param refund the amount to refund, 1 to {@code total}
   * @param total the price of the order
   * @param currency the currency, {@code CNY}
   * @param from the accounts that pay, whose amounts add up to {@code refund}; empty for the
   *     default
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Amount(
      @JsonProperty("refund") long refund,
      @JsonProperty("total") long total,
      @JsonProperty("currency") String currency,
      @JsonProperty("from") List<From> from) {

    /**
     * Creates amounts.
     *
     * @throws IllegalArgumentException if an amount is out of its range, or the currency is not
     *     {@code CNY}
     */
    public Amount {
      from = Refund.listOf(from);
      RefundRules.checkAmount(refund, total, currency, from);
    }
  }

  /**
   * An account that pays a part of a refund.
   *
   * @param account the account
   * @param amount the part, in fen, 1 or more
   */
  public record From(
      @JsonProperty("account") Account account, @JsonProperty("amount") long amount) {

    /**
     * Creates a part.
     *
     * @throws IllegalArgumentException if the amount is less than 1
     */
    public From {
      Objects.requireNonNull(account, "account");
      RefundRules.checkAtLeast(1, "amount of an account", amount);
    }
  }

  /**
   * Goods that are given back.
   *
   * @param merchantGoodsId the merchant's id of the goods
   * @param wechatpayGoodsId WeChat Pay's id of the goods, or null
   * @param goodsName the name, or null
   * @param unitPrice the price of one piece, in fen, 0 or more
   * @param refundAmount the refunded amount, in fen, 0 or more
   * @param refundQuantity the number of pieces, 1 or more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Goods(
      @JsonProperty("merchant_goods_id") String merchantGoodsId,
      @JsonProperty("wechatpay_goods_id") @Nullable String wechatpayGoodsId,
      @JsonProperty("goods_name") @Nullable String goodsName,
      @JsonProperty("unit_price") long unitPrice,
      @JsonProperty("refund_amount") long refundAmount,
      @JsonProperty("refund_quantity") long refundQuantity) {

    /**
     * Creates goods.
     *
     * @throws IllegalArgumentException if the id is null or blank, or a number is out of its range
     */
    public Goods {
      if (merchantGoodsId == null || merchantGoodsId.isBlank()) {
        throw new IllegalArgumentException("The merchant_goods_id must be neither null nor blank");
      }
      RefundRules.checkAtLeast(0, "unit_price", unitPrice);
      RefundRules.checkAtLeast(0, "refund_amount", refundAmount);
      RefundRules.checkAtLeast(1, "refund_quantity", refundQuantity);
    }
  }
}
