package io.github.wechatpayfeign.api.prepay;

import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import java.util.concurrent.CompletableFuture;

/**
 * {@link PartnerPrepayApi} with futures; {@code wechatPay.createAsync} makes it. {@link
 * Prepay#signJsapi} signs what the phone needs for the prepay_id that a future brings.
 */
public interface AsyncPartnerPrepayApi {

  /**
   * Places an order that is paid in a page in WeChat, or in a mini program.
   *
   * @param request who places what
   * @see PartnerPrepayApi#jsapi
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/jsapi")
  CompletableFuture<PrepayId> jsapi(PartnerJsapiPrepayRequest request);

  /**
   * Places an order that is paid in an app.
   *
   * @param request who places what
   * @see PartnerPrepayApi#app
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/app")
  CompletableFuture<PrepayId> app(PartnerPrepayRequest request);

  /**
   * Places an order that is paid from a page in a browser outside of WeChat.
   *
   * @param request who places what
   * @see PartnerPrepayApi#h5
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/h5")
  CompletableFuture<H5Url> h5(PartnerH5PrepayRequest request);

  /**
   * Places an order that is paid by scanning a QR code.
   *
   * @param request who places what
   * @see PartnerPrepayApi#nativePay
   */
  @Reentrant
  @RequestLine("POST /v3/pay/partner/transactions/native")
  CompletableFuture<CodeUrl> nativePay(PartnerPrepayRequest request);
}
