package io.github.wechatpayfeign.api.prepay;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * Places orders of one app, and signs what the buyer's phone needs to pay them.
 *
 * <pre>{@code
 * Prepay prepay = Prepay.of(wechatPay, "wx8888888888888888");
 * JsapiInvocation invocation = prepay.jsapi(order, openid);
 * }</pre>
 *
 * <p>Placing the same order again is safe: it gives a new prepay_id, and the buyer can pay the
 * order only once. A failed call is repeated with the same body, as for a close.
 *
 * <p>Thread-safe. Creating one costs about 0.2 ms, so keep it.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556982">where an order is placed</a>
 */
public final class Prepay {

  private final PrepayCalls calls;
  private final Cashier cashier;

  private Prepay(WechatPay wechatPay, PrepayCalls calls) {
    this.calls = calls;
    this.cashier = new Cashier(wechatPay, calls.appid());
  }

  /**
   * Returns the prepays of a merchant.
   *
   * @param wechatPay the merchant
   * @param appid the official account, the mini program or the app that the buyer pays in; it is
   *     bound to the merchant
   * @throws IllegalArgumentException if the appid is not 1 to 32 letters, digits, _ or -
   */
  public static Prepay of(WechatPay wechatPay, String appid) {
    return new Prepay(
        wechatPay,
        new MerchantPrepayCalls(
            wechatPay.create(PrepayApi.class), appid, wechatPay.merchant().mchid()));
  }

  /**
   * Returns the prepays of a service provider for one of its sub-merchants, whose buyers pay in the
   * provider's app: their openids are those of the {@code spAppid}.
   *
   * @param provider the service provider
   * @param spAppid the provider's app
   * @param subMchid the sub-merchant
   * @throws IllegalArgumentException if the appid or the number breaks its rule
   */
  public static Prepay ofSubMerchant(WechatPay provider, String spAppid, String subMchid) {
    return new Prepay(
        provider,
        new PartnerPrepayCalls(
            provider.create(PartnerPrepayApi.class),
            spAppid,
            provider.merchant().mchid(),
            null,
            subMchid));
  }

  /**
   * Returns the prepays of a service provider for one of its sub-merchants, whose buyers pay in the
   * sub-merchant's app: their openids are those of the {@code subAppid}.
   *
   * @param provider the service provider
   * @param spAppid the provider's app
   * @param subMchid the sub-merchant
   * @param subAppid the sub-merchant's app, which opens the cashier
   * @throws IllegalArgumentException if an appid or the number breaks its rule
   */
  public static Prepay ofSubMerchant(
      WechatPay provider, String spAppid, String subMchid, String subAppid) {
    Rules.appid("sub_appid", subAppid);
    return new Prepay(
        provider,
        new PartnerPrepayCalls(
            provider.create(PartnerPrepayApi.class),
            spAppid,
            provider.merchant().mchid(),
            subAppid,
            subMchid));
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
  public JsapiInvocation jsapi(PrepayOrder order, String openid) {
    cashier.requireKept(order.timeExpire());
    return cashier.jsapi(() -> calls.jsapi(order, openid));
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
  public AppInvocation app(PrepayOrder order) {
    cashier.requireKept(order.timeExpire());
    return cashier.app(() -> calls.app(order));
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
  public H5Url h5(PrepayOrder order, String payerClientIp) {
    cashier.requireKept(order.timeExpire());
    return calls.h5(order.withScene(SceneInfo.h5(order.sceneInfo(), payerClientIp)));
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
  public CodeUrl nativePay(PrepayOrder order) {
    cashier.requireKept(order.timeExpire());
    return calls.nativePay(order);
  }

  /**
   * Signs a prepay_id that was kept, or that came from {@link AsyncPrepayApi}, for JSAPI or a mini
   * program. This method sends nothing. The key must be the one that signed the prepay.
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

  @Override
  public String toString() {
    return "Prepay[" + calls.appid() + "]";
  }
}
