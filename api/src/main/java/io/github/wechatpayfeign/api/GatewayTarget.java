package io.github.wechatpayfeign.api;

import feign.Request;
import feign.RequestTemplate;
import feign.Target;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A target that puts base URL and path together, and names the merchant that signs, as {@link
 * WechatPayRequestInterceptor} does. Feign's own target parses the base URL and builds the path
 * twice more in each call, and Feign makes a template of each header of an interceptor: that takes
 * 5 KB.
 *
 * @param <T> the type of the interface
 */
final class GatewayTarget<T> extends Target.HardCodedTarget<T> {

  private static final String AUTHORIZATION = "Authorization";

  private final MerchantSource source;

  /**
   * Creates a target.
   *
   * @param baseUrl the base URL in its normal form: without a query and without a slash at its end
   */
  GatewayTarget(Class<T> api, String baseUrl, MerchantSource source) {
    super(api, baseUrl);
    this.source = source;
  }

  @Override
  public Request apply(RequestTemplate template) {
    String path = template.url();
    return Request.create(
        Request.HttpMethod.valueOf(template.method()),
        // A method with an argument of type URI has the whole URL in its template.
        path.startsWith("http") ? path : url().concat(path),
        withMerchant(template.headers()),
        template.body(),
        template.requestCharset(),
        template);
  }

  private Map<String, Collection<String>> withMerchant(Map<String, Collection<String>> headers) {
    Collection<String> merchant = List.of(source.merchant().unsignedAuthorization());
    if (headers.isEmpty()) {
      return Map.of(AUTHORIZATION, merchant);
    }
    Map<String, Collection<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.put(AUTHORIZATION, merchant);
    return all;
  }
}
