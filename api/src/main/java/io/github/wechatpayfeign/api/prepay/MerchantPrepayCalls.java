package io.github.wechatpayfeign.api.prepay;

/** The prepays of a merchant. */
record MerchantPrepayCalls(PrepayApi api, String appid, String mchid) implements PrepayCalls {

  MerchantPrepayCalls {
    Rules.appid("appid", appid);
  }

  @Override
  public PrepayId jsapi(PrepayOrder order, String openid) {
    return api.jsapi(new JsapiPrepayRequest(appid, mchid, order, new Payer(openid)));
  }

  @Override
  public PrepayId app(PrepayOrder order) {
    return api.app(new PrepayRequest(appid, mchid, order));
  }

  @Override
  public H5Url h5(PrepayOrder order) {
    return api.h5(new H5PrepayRequest(appid, mchid, order));
  }

  @Override
  public CodeUrl nativePay(PrepayOrder order) {
    return api.nativePay(new PrepayRequest(appid, mchid, order));
  }
}
