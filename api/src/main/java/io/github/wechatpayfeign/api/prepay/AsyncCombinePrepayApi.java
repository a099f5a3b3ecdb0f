package io.github.wechatpayfeign.api.prepay;

import feign.RequestLine;
import io.github.wechatpayfeign.client.Reentrant;
import java.util.concurrent.CompletableFuture;

/**
 * {@link CombinePrepayApi} with futures; {@code wechatPay.createAsync} makes it. {@link
 * CombinePrepay#signJsapi} signs what the phone needs for the prepay_id that a future brings.
 */
public interface AsyncCombinePrepayApi {

  /**
   * Places an order that is paid in a page in WeChat, or in a mini program.
   *
   * @param request who places what
   * @see CombinePrepayApi#jsapi
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/jsapi")
  CompletableFuture<PrepayId> jsapi(CombineJsapiPrepayRequest request);

  /**
   * Places an order that is paid in an app.
   *
   * @param request who places what
   * @see CombinePrepayApi#app
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/app")
  CompletableFuture<PrepayId> app(CombinePrepayRequest request);

  /**
   * Places an order that is paid from a page in a browser outside of WeChat.
   *
   * @param request who places what
   * @see CombinePrepayApi#h5
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/h5")
  CompletableFuture<H5Url> h5(CombineH5PrepayRequest request);

  /**
   * Places an order that is paid by scanning a QR code.
   *
   * @param request who places what
   * @see CombinePrepayApi#nativePay
   */
  @Reentrant
  @RequestLine("POST /v3/combine-transactions/native")
  CompletableFuture<CodeUrl> nativePay(CombinePrepayRequest request);
}
