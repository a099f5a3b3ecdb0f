package io.github.wechatpayfeign.client;

import feign.Request;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one request. They are read once, when the call begins, and handed down from there,
 * so that no later step has to ask Feign again.
 *
 * @param url the URL of the request
 * @param options the time limits that Feign passes
 * @param method the method of the Feign interface that made the request
 * @param mchid the number of the merchant that signs
 * @param source gives that merchant with its keys, which may change during the call
 */
record ApiCall(
    Request request,
    HttpUrl url,
    Request.Options options,
    FeignMethod method,
    String mchid,
    MerchantSource source) {

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if the URL differs from what the method declares
   * @throws IllegalStateException if the request names no merchant, or one that the directory does
   *     not have
   */
  static ApiCall of(Request request, Request.Options options, MerchantDirectory merchants) {
    FeignMethod method = FeignMethod.of(request);
    HttpUrl url = RequestPath.requireAsDeclared(request, method);
    String mchid = DeclaredMerchant.mchidOf(request);
    MerchantSource source = merchants.find(mchid);
    if (source == null) {
      throw new IllegalStateException(
          "This client does not sign for the merchant "
              + mchid
              + ", which the request names"
              + DeclaredMerchant.REMEDY);
    }
    ApiCall call = new ApiCall(request, url, options, method, mchid, source);
    var unused = call.merchant();
    return call;
  }

  /**
   * Returns the merchant, with the keys that it has now. It must be the merchant that the request
   * names, because the body of the request names that one, too.
   *
   * @throws IllegalStateException if the source gives another merchant
   */
  Merchant merchant() {
    Merchant merchant = source.merchant();
    if (!merchant.mchid().equals(mchid)) {
      throw new IllegalStateException(
          "The request names the merchant "
              + mchid
              + ", but its MerchantSource gives the keys of the merchant "
              + merchant.mchid()
              + ": correct the MerchantDirectory or MerchantSource");
    }
    return merchant;
  }

  /** Returns the gateway's base URL, or null if the request does not tell it. */
  @Nullable String baseUrl() {
    return method.baseUrl(request);
  }
}
