package io.github.wechatpayfeign.api.prepay;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.PaySigner;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs what a phone needs to open the cashier, in the name of one app. */
final class Cashier {

  private final WechatPay wechatPay;
  private final String appid;
  private final PaySigner signer;

  /**
   * A signed prepay_id.
   *
   * @param mchid the merchant that signed
   */
  private record Placed(String mchid, PrepayId prepayId, PaySigner.Signed signed) {}

  /** Signs for one way of paying: the two differ in the fourth line. */
  private interface Line {
    PaySigner.Signed sign(Merchant merchant, PrepayId prepayId) throws GeneralSecurityException;
  }

  Cashier(WechatPay wechatPay, String appid) {
    this.wechatPay = wechatPay;
    this.appid = appid;
    this.signer = new PaySigner(wechatPay.clock());
  }

  /** Refuses a moment that WeChat Pay would change without telling. */
  void requireKept(@Nullable Instant timeExpire) {
    TimeExpire.requireKept(timeExpire, wechatPay.clock().instant());
  }

  JsapiInvocation jsapi(Supplier<PrepayId> prepay) {
    Placed placed = place(prepay, (merchant, id) -> signer.signJsapi(merchant, appid, id.value()));
    return new JsapiInvocation(
        appid,
        placed.signed.timeStamp(),
        placed.signed.nonceStr(),
        "prepay_id=" + placed.prepayId.value(),
        "RSA",
        placed.signed.signature());
  }

  AppInvocation app(Supplier<PrepayId> prepay) {
    Placed placed = place(prepay, (merchant, id) -> signer.signApp(merchant, appid, id.value()));
    return new AppInvocation(
        appid,
        placed.mchid,
        placed.prepayId.value(),
        "Sign=WXPay",
        placed.signed.nonceStr(),
        placed.signed.timeStamp(),
        placed.signed.signature());
  }

  /**
   * Places an order and signs its prepay_id with the same key, as WeChat Pay asks. If the
   * merchant's key was replaced meanwhile, the order is placed again, which is re-entrant.
   */
  private Placed place(Supplier<PrepayId> prepay, Line line) {
    while (true) {
      Merchant merchant = wechatPay.merchant();
      PaySigner.requireRsa(merchant);
      PrepayId prepayId = prepay.get();
      if (merchant.merchantSerial().equals(wechatPay.merchant().merchantSerial())) {
        return new Placed(merchant.mchid(), prepayId, sign(merchant, prepayId, line));
      }
    }
  }

  private static PaySigner.Signed sign(Merchant merchant, PrepayId prepayId, Line line) {
    try {
      return line.sign(merchant, prepayId);
    } catch (GeneralSecurityException e) {
      throw LocalFailureException.afterSending(e, CallFacts.FIRST_ATTEMPT);
    }
  }
}
