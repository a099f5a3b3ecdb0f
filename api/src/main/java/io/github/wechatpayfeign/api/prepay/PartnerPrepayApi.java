package io.github.wechatpayfeign.api.prepay;

import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * Places the orders of a service provider (sp_mchid) for its sub-merchants (sub_mchid). The
 * provider is the merchant that signs. {@link Prepay#ofSubMerchant} is easier to use.
 *
 * <p>Placing an order is re-entrant: WeChat Pay knows it by its number, so a failed call is
 * repeated with the same body. These methods do not compare {@code time_expire} with the clock;
 * {@link Prepay} does.
 */
public interface PartnerPrepayApi {

  /**
   * Places an order that is paid in a page in WeChat, or in a mini program.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/jsapi")
  PrepayId jsapi(PartnerJsapiPrepayRequest request);

  /**
   * Places an order that is paid in an app.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/app")
  PrepayId app(PartnerPrepayRequest request);

  /**
   * Places an order that is paid from a page in a browser outside of WeChat.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/h5")
  H5Url h5(PartnerH5PrepayRequest request);

  /**
   * Places an order that is paid by scanning a QR code.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/native")
  CodeUrl nativePay(PartnerPrepayRequest request);
}
