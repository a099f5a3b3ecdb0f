package io.github.wechatpayfeign.api;

import feign.TypedResponse;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.Merchant;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a service provider placed for one of its sub-merchants; {@link
 * WechatPay#subMerchant} creates it. The provider signs, and each call names the sub-merchant.
 *
 * <p>It is thread-safe and cheap: keep it, or create one for each call.
 */
public final class SubMerchant {

  private final PartnerTransactionsApi api;
  private final String spMchid;
  private final String subMchid;
  private final ClosePolicy closePolicy;

  SubMerchant(
      PartnerTransactionsApi api, String spMchid, String subMchid, ClosePolicy closePolicy) {
    Merchant.requireMchid("sub_mchid", subMchid);
    this.api = api;
    this.spMchid = spMchid;
    this.subMchid = subMchid;
    this.closePolicy = closePolicy;
  }

  /**
   * Closes an unpaid order of the sub-merchant. The method returns normally only if WeChat Pay
   * answered 204 with a valid signature. WeChat Pay also answers 204 for an order that was already
   * closed.
   *
   * @param outTradeNo the merchant order number, 6 to 32 of the characters {@code 0-9 A-Z a-z _ - |
   *     *}
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed: {@link WechatPayException#outcome()}
   *     says whether nothing changed or nothing is known
   * @see PartnerTransactionsApi#close
   */
  public CloseReceipt closeOrder(String outTradeNo) {
    OutTradeNo.requireNotNull(outTradeNo);
    TypedResponse<@Nullable Void> answer =
        api.closeWithResponse(outTradeNo, new PartnerCloseOrderRequest(spMchid, subMchid));
    return CloseReceipt.of(outTradeNo, answer);
  }

  /**
   * Closes an order of the sub-merchant unless it is paid, and finds out what became of it. It uses
   * the policy of the {@link WechatPay}.
   *
   * @param outTradeNo the merchant order number
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the request, the credentials or the clock must be fixed first,
   *     and no close was sent that may have taken effect
   * @see DecisiveClose#close
   */
  public CloseDecision closeDecisively(String outTradeNo) {
    return closeDecisively(outTradeNo, closePolicy);
  }

  /**
   * Closes an order like {@link #closeDecisively(String)}, with another policy.
   *
   * @param outTradeNo the merchant order number
   * @param policy the deadline, the attempts and the pauses
   */
  public CloseDecision closeDecisively(String outTradeNo, ClosePolicy policy) {
    return DecisiveClose.of(api, spMchid, subMchid).withPolicy(policy).close(outTradeNo);
  }

  /**
   * Queries an order of the sub-merchant by the merchant's number. The returned answer is signed,
   * and belongs to that order of that sub-merchant.
   *
   * @param outTradeNo the merchant order number
   * @throws IllegalArgumentException if the order number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   * @see PartnerTransactionsApi#query
   */
  public Transaction queryOrder(String outTradeNo) {
    OutTradeNo.requireNotNull(outTradeNo);
    return api.query(outTradeNo, spMchid, subMchid);
  }

  /**
   * Queries an order of the sub-merchant by WeChat Pay's number.
   *
   * @param transactionId WeChat Pay's order number, 1 to 32 digits and letters
   * @throws IllegalArgumentException if the number breaks the rule: nothing was sent
   * @throws WechatPayException if the call did not succeed
   * @see PartnerTransactionsApi#queryById
   */
  public Transaction queryOrderById(String transactionId) {
    TransactionId.check(transactionId);
    return api.queryById(transactionId, spMchid, subMchid);
  }

  @Override
  public String toString() {
    return "SubMerchant[" + subMchid + " of " + spMchid + "]";
  }
}
