package io.github.wechatpayfeign.signing;

import feign.RequestInterceptor;
import feign.RequestTemplate;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.Objects;

/**
 * Names the merchant that signs a request: it writes {@code Authorization:
 * WECHATPAY2-SHA256-RSA2048 mchid="..."}. {@code WechatPayClient} adds nonce, timestamp, serial and
 * signature, and the other headers that WeChat Pay APIv3 requires. This interceptor alone does not
 * sign: without that client, the gateway refuses the request.
 *
 * <p>Because the client signs the final bytes, retries, later interceptors and base URLs with a
 * path cannot make the signature differ from the request. No signature reaches a Feign logger or an
 * exception.
 *
 * <p>Thread-safe; one instance serves any number of Feign clients of its merchant.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
public final class WechatPayRequestInterceptor implements RequestInterceptor {

  private final MerchantSource source;

  /**
   * Creates an interceptor.
   *
   * @param merchant the merchant that signs: a {@link Merchant}, or a source whose keys may change
   */
  public WechatPayRequestInterceptor(MerchantSource merchant) {
    this.source = Objects.requireNonNull(merchant, "merchant");
  }

  /** Writes the header. Replaces one that is already there. */
  @Override
  public void apply(RequestTemplate template) {
    // Feign's header methods append: a repeated attempt would have two of them.
    template.removeHeader("Authorization");
    template.headerLiteral("Authorization", source.merchant().unsignedAuthorization());
    // OkHttp writes this header itself. In Feign, a header costs more than 1 KB in each call.
    template.removeHeader("Content-Length");
  }
}
