package io.github.wechatpayfeign.api.prepay;

import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * Places the orders of a merchant ("direct merchant", mchid). {@link Prepay} is easier to use: it
 * makes the body, and signs what the buyer's phone needs.
 *
 * <p>Placing an order is re-entrant: WeChat Pay knows it by its number, so a failed call is
 * repeated with the same body. These methods do not compare {@code time_expire} with the clock;
 * {@link Prepay} does.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556982">where an order is placed</a>
 */
public interface PrepayApi {

  /**
   * Places an order that is paid in a page in WeChat, or in a mini program.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/jsapi")
  PrepayId jsapi(JsapiPrepayRequest request);

  /**
   * Places an order that is paid in an app.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/app")
  PrepayId app(PrepayRequest request);

  /**
   * Places an order that is paid from a page in a browser outside of WeChat.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/h5")
  H5Url h5(H5PrepayRequest request);

  /**
   * Places an order that is paid by scanning a QR code.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/native")
  CodeUrl nativePay(PrepayRequest request);
}
