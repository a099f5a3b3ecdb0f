package io.github.wechatpayfeign.signing;

import feign.RequestInterceptor;
import feign.RequestTemplate;
import java.util.Objects;

/**
 * Writes {@code Authorization: WECHATPAY2-SHA256-RSA2048 mchid="..."}, which names who signs.
 *
 * <p>{@link WechatPayClient}, which sees the bytes that leave, adds nonce, timestamp, serial and
 * signature, and the other headers that every request to WeChat Pay APIv3 carries. So neither a
 * repeated attempt, nor an interceptor that runs later, nor a base URL with a path can part what is
 * signed from what is sent, and no signature reaches a Feign logger or exception. Without that
 * client, the gateway refuses the request.
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
   * @param merchant who signs the requests; a {@link Merchant}, or a source that changes
   */
  public WechatPayRequestInterceptor(MerchantSource merchant) {
    this.source = Objects.requireNonNull(merchant, "merchant");
  }

  /** Writes the header, in place of any that is there. */
  @Override
  public void apply(RequestTemplate template) {
    // Feign's header methods append, so that a repeated attempt would carry two of them.
    template.removeHeader("Authorization");
    template.headerLiteral("Authorization", source.merchant().authorization());
    // OkHttp writes it, from the body that it sends; a header costs Feign more than 1 KB a call.
    template.removeHeader("Content-Length");
  }
}
