package io.github.wechatpayfeign.api.prepay;

/** The prepays of one app, of a merchant or of a service provider. */
interface PrepayCalls {

  /** Returns the app that opens the cashier. */
  String appid();

  PrepayId jsapi(PrepayOrder order, String openid);

  PrepayId app(PrepayOrder order);

  /** Places an order whose scene is that of an H5 prepay. */
  H5Url h5(PrepayOrder order);

  CodeUrl nativePay(PrepayOrder order);
}
