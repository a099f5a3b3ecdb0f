package io.github.wechatpayfeign.client;

import feign.Request;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a request is: worked out once, when its call begins, and handed down from there.
 *
 * @param options the time limits that Feign passes
 * @param method the method of a Feign interface that made the request
 * @param mchid the number of the merchant that signs
 * @param source the keys of that merchant, which may change during the call
 */
record ApiCall(
    Request request,
    Request.Options options,
    FeignMethod method,
    String mchid,
    MerchantSource source) {

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if the request would not be sent as its method declares it
   * @throws IllegalStateException if the request does not name its merchant, or the directory does
   *     not have it
   */
  static ApiCall of(Request request, Request.Options options, MerchantDirectory merchants) {
    FeignMethod method = FeignMethod.of(request);
    RequestPath.requireAsDeclared(request, method);
    String mchid = DeclaredMerchant.mchidOf(request);
    MerchantSource source = merchants.find(mchid);
    if (source == null) {
      throw new IllegalStateException(
          "This client does not sign for the merchant "
              + mchid
              + ", which the request names"
              + DeclaredMerchant.REMEDY);
    }
    ApiCall call = new ApiCall(request, options, method, mchid, source);
    var unused = call.merchant();
    return call;
  }

  /**
   * Returns who signs now. The request's body names a merchant too, so another one must not sign.
   *
   * @throws IllegalStateException if the keys are those of another merchant
   */
  Merchant merchant() {
    Merchant merchant = source.merchant();
    if (!merchant.mchid().equals(mchid)) {
      throw new IllegalStateException(
          "The request names the merchant "
              + mchid
              + ", but its keys are said to be those of the merchant "
              + merchant.mchid()
              + ": correct the MerchantDirectory or MerchantSource");
    }
    return merchant;
  }

  /** Returns the gateway that the request was made for, or null if the request does not tell. */
  @Nullable String baseUrl() {
    return method.baseUrl(request);
  }
}
