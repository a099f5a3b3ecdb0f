package io.github.wechatpayfeign.signing;

import feign.Request;
import feign.RequestInterceptor;
import feign.RequestTemplate;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.List;
import java.util.Objects;

/**
 * Writes {@code Authorization: WECHATPAY2-SHA256-RSA2048 mchid="..."}, which names who signs.
 *
 * <p>{@code WechatPayClient}, which sees the bytes that leave, adds nonce, timestamp, serial and
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

  /** What to do if client and interceptor do not go together. */
  public static final String REMEDY =
      ": add new WechatPayRequestInterceptor(merchant) with a merchant of the client to the Feign"
          + " builder, and no other interceptor that writes Authorization";

  private final MerchantSource source;

  /**
   * Creates an interceptor.
   *
   * @param merchant who signs the requests; a {@link Merchant}, or a source that changes
   */
  public WechatPayRequestInterceptor(MerchantSource merchant) {
    this.source = Objects.requireNonNull(merchant, "merchant");
  }

  /**
   * Returns the number of the merchant that a request names.
   *
   * @throws IllegalStateException if it names none or two, or has a signature already
   */
  public static String mchidOf(Request request) {
    List<String> declared = Headers.values(request.headers(), "Authorization");
    String mchid = declared.size() == 1 ? mchid(declared.get(0)) : "";
    if (mchid.isEmpty()) {
      throw new IllegalStateException(
          "The request does not name the merchant that signs it" + REMEDY);
    }
    return mchid;
  }

  private static String mchid(String declared) {
    int end = declared.length() - 1;
    for (Scheme scheme : Scheme.values()) {
      String start = scheme.header() + " mchid=\"";
      if (declared.startsWith(start) && declared.indexOf('"', start.length()) == end) {
        return declared.substring(start.length(), end);
      }
    }
    return "";
  }

  /** Writes the header, in place of any that is there. */
  @Override
  public void apply(RequestTemplate template) {
    // Feign's header methods append, so that a repeated attempt would carry two of them.
    template.removeHeader("Authorization");
    template.headerLiteral("Authorization", source.merchant().unsignedAuthorization());
    // OkHttp writes it, from the body that it sends; a header costs Feign more than 1 KB a call.
    template.removeHeader("Content-Length");
  }
}
