package io.github.wechatpayfeign.api.prepay;

import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.errors.WechatPayException;

/**
 * Places combined orders: several sub-orders that a buyer pays at once. {@link CombinePrepay} is
 * easier to use.
 *
 * <p>Placing an order is re-entrant: WeChat Pay knows it by its number, so a failed call is
 * repeated with the same body. These methods do not compare {@code time_expire} with the clock;
 * {@link CombinePrepay} does.
 */
public interface CombinePrepayApi {

  /**
   * Places an order that is paid in a page in WeChat, or in a mini program.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/jsapi")
  PrepayId jsapi(CombineJsapiPrepayRequest request);

  /**
   * Places an order that is paid in an app.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/app")
  PrepayId app(CombinePrepayRequest request);

  /**
   * Places an order that is paid from a page in a browser outside of WeChat.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/h5")
  H5Url h5(CombineH5PrepayRequest request);

  /**
   * Places an order that is paid by scanning a QR code.
   *
   * @param request who places what
   * @throws WechatPayException if the call did not succeed: its outcome says whether nothing
   *     changed or nothing is known
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/native")
  CodeUrl nativePay(CombinePrepayRequest request);
}
