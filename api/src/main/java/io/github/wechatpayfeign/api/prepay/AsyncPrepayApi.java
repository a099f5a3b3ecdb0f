package io.github.wechatpayfeign.api.prepay;

import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import java.util.concurrent.CompletableFuture;

/**
 * {@link PrepayApi} with futures; {@code wechatPay.createAsync} makes it. {@link Prepay#signJsapi}
 * signs what the phone needs for the prepay_id that a future brings.
 */
public interface AsyncPrepayApi {

  /**
   * Places an order that is paid in a page in WeChat, or in a mini program.
   *
   * @param request who places what
   * @see PrepayApi#jsapi
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/jsapi")
  CompletableFuture<PrepayId> jsapi(JsapiPrepayRequest request);

  /**
   * Places an order that is paid in an app.
   *
   * @param request who places what
   * @see PrepayApi#app
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/app")
  CompletableFuture<PrepayId> app(PrepayRequest request);

  /**
   * Places an order that is paid from a page in a browser outside of WeChat.
   *
   * @param request who places what
   * @see PrepayApi#h5
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/h5")
  CompletableFuture<H5Url> h5(H5PrepayRequest request);

  /**
   * Places an order that is paid by scanning a QR code.
   *
   * @param request who places what
   * @see PrepayApi#nativePay
   */
  @Reentrant
  @RequestLine("POST /v3/pay/transactions/native")
  CompletableFuture<CodeUrl> nativePay(PrepayRequest request);
}
