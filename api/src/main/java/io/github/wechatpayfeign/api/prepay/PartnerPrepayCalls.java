package io.github.wechatpayfeign.api.prepay;

import org.jspecify.annotations.Nullable;

/** The prepays of a service provider for one sub-merchant. */
record PartnerPrepayCalls(
    PartnerPrepayApi api,
    String spAppid,
    String spMchid,
    @Nullable String subAppid,
    String subMchid)
    implements PrepayCalls {

  PartnerPrepayCalls {
    Rules.partner(spAppid, spMchid, subAppid, subMchid);
  }

  @Override
  public String appid() {
    return subAppid == null ? spAppid : subAppid;
  }

  @Override
  public PrepayId jsapi(PrepayOrder order, String openid) {
    PartnerPayer payer =
        subAppid == null ? new PartnerPayer(openid, null) : new PartnerPayer(null, openid);
    return api.jsapi(
        new PartnerJsapiPrepayRequest(spAppid, spMchid, subAppid, subMchid, order, payer));
  }

  @Override
  public PrepayId app(PrepayOrder order) {
    return api.app(request(order));
  }

  @Override
  public H5Url h5(PrepayOrder order) {
    return api.h5(new PartnerH5PrepayRequest(spAppid, spMchid, subAppid, subMchid, order));
  }

  @Override
  public CodeUrl nativePay(PrepayOrder order) {
    return api.nativePay(request(order));
  }

  private PartnerPrepayRequest request(PrepayOrder order) {
    return new PartnerPrepayRequest(spAppid, spMchid, subAppid, subMchid, order);
  }
}
