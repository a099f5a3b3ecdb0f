package io.github.wechatpayfeign.api.prepay;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * Places combined orders of one app, and signs what the buyer's phone needs to pay them. Everything
 * else is as in {@link Prepay}.
 */
public final class CombinePrepay {

  private final CombinePrepayApi api;
  private final String combineAppid;
  private final String combineMchid;
  private final Cashier cashier;

  private CombinePrepay(WechatPay wechatPay, String combineAppid) {
    Rules.appid("combine_appid", combineAppid);
    this.api = wechatPay.create(CombinePrepayApi.class);
    this.combineAppid = combineAppid;
    this.combineMchid = wechatPay.merchant().mchid();
    this.cashier = new Cashier(wechatPay, combineAppid);
  }

  /**
   * Returns the combined prepays of a merchant.
   *
   * @param wechatPay the merchant that places the combined orders and signs, {@code combine_mchid}
   * @param combineAppid the app that the buyer pays in; the merchants of all sub-orders are bound
   *     to it
   * @throws IllegalArgumentException if the appid is not 1 to 32 letters, digits, _ or -
   */
  public static CombinePrepay of(WechatPay wechatPay, String combineAppid) {
    return new CombinePrepay(wechatPay, combineAppid);
  }

  /**
   * Places an order that the buyer pays in a page in WeChat, or in a mini program, and signs what
   * the page needs to open the cashier.
   *
   * @param order what is placed
   * @param openid the buyer in the app of this object
   * @throws IllegalArgumentException if a value breaks its rule: nothing was sent
   * @throws TimeExpireOutOfRangeException if WeChat Pay would change the {@code time_expire}
   *     without telling: nothing was sent
   * @throws IllegalStateException if the merchant's key is SM2: nothing was sent
   * @throws WechatPayException if the call did not succeed: after the outcome {@code UNKNOWN}, call
   *     again with the same order
   */
  public JsapiInvocation jsapi(CombineOrder order, String openid) {
    cashier.requireKept(order.timeExpire());
    return cashier.jsapi(
        () ->
            api.jsapi(
                new CombineJsapiPrepayRequest(
                    combineAppid, combineMchid, order, new Payer(openid))));
  }

  /**
   * Places an order that the buyer pays in an app, and signs what the app needs to open the
   * cashier.
   *
   * @param order what is placed
   * @throws IllegalArgumentException if a value breaks its rule: nothing was sent
   * @throws TimeExpireOutOfRangeException if WeChat Pay would change the {@code time_expire}
   *     without telling: nothing was sent
   * @throws IllegalStateException if the merchant's key is SM2: nothing was sent
   * @throws WechatPayException if the call did not succeed: after the outcome {@code UNKNOWN}, call
   *     again with the same order
   */
  public AppInvocation app(CombineOrder order) {
    cashier.requireKept(order.timeExpire());
    return cashier.app(() -> api.app(request(order)));
  }

  /**
   * Places an order that the buyer pays from a page in a browser outside of WeChat. The {@code
   * h5_info} is {@code Wap}, unless the scene of the order has another one.
   *
   * @param order what is placed
   * @param payerClientIp the real IP address of the buyer's device, IPv4 or IPv6
   * @throws IllegalArgumentException if a value breaks its rule: nothing was sent
   * @throws TimeExpireOutOfRangeException if WeChat Pay would change the {@code time_expire}
   *     without telling: nothing was sent
   * @throws WechatPayException if the call did not succeed: after the outcome {@code UNKNOWN}, call
   *     again with the same order
   */
  public H5Url h5(CombineOrder order, String payerClientIp) {
    cashier.requireKept(order.timeExpire());
    return api.h5(
        new CombineH5PrepayRequest(
            combineAppid,
            combineMchid,
            order.withScene(SceneInfo.h5(order.sceneInfo(), payerClientIp))));
  }

  /**
   * Places an order that the buyer pays by scanning a QR code.
   *
   * @param order what is placed
   * @throws IllegalArgumentException if a value breaks its rule: nothing was sent
   * @throws TimeExpireOutOfRangeException if WeChat Pay would change the {@code time_expire}
   *     without telling: nothing was sent
   * @throws WechatPayException if the call did not succeed: after the outcome {@code UNKNOWN}, call
   *     again with the same order
   */
  public CodeUrl nativePay(CombineOrder order) {
    cashier.requireKept(order.timeExpire());
    return api.nativePay(request(order));
  }

  /**
   * Signs a prepay_id that was kept, or that came from {@link AsyncCombinePrepayApi}, for JSAPI or
   * a mini program. This method sends nothing. The key must be the one that signed the prepay.
   *
   * @throws IllegalStateException if the merchant's key is SM2
   */
  public JsapiInvocation signJsapi(PrepayId prepayId) {
    return cashier.jsapi(() -> prepayId);
  }

  /**
   * Signs a prepay_id like {@link #signJsapi}, for an app.
   *
   * @throws IllegalStateException if the merchant's key is SM2
   */
  public AppInvocation signApp(PrepayId prepayId) {
    return cashier.app(() -> prepayId);
  }

  private CombinePrepayRequest request(CombineOrder order) {
    return new CombinePrepayRequest(combineAppid, combineMchid, order);
  }

  @Override
  public String toString() {
    return "CombinePrepay[" + combineAppid + "]";
  }
}
