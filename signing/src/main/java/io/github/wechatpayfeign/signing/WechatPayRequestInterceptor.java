package io.github.wechatpayfeign.signing;

import feign.MethodMetadata;
import feign.RequestInterceptor;
import feign.RequestTemplate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code Authorization: WECHATPAY2-SHA256-RSA2048 mchid="..."} and the other headers that
 * every request to WeChat Pay APIv3 carries: {@code User-Agent}, and {@code application/json} as
 * {@code Accept} and {@code Content-Type} unless the interface says otherwise.
 *
 * <p>It names who signs; {@link WechatPayClient}, which sees the bytes that leave, adds nonce,
 * timestamp, serial and signature, and {@code Wechatpay-Serial}. So neither a repeated attempt, nor
 * an interceptor that runs later, nor a base URL with a path can part what is signed from what is
 * sent, and no signature reaches a Feign logger or exception. Without that client, the gateway
 * refuses the request.
 *
 * <p>Thread-safe; one instance serves any number of Feign clients of its merchant.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
public final class WechatPayRequestInterceptor implements RequestInterceptor {

  /**
   * What each method declares. To ask a request for its headers costs Feign a stream for each of
   * them, a tenth of all that a call allocates.
   */
  private static final Map<MethodMetadata, Set<String>> DECLARED =
      Collections.synchronizedMap(new WeakHashMap<>());

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
   * Writes the headers, in place of any that are there.
   *
   * @throws IllegalArgumentException if the path has an empty segment, as it has when a path
   *     parameter is null or empty: such a request would reach another endpoint
   */
  @Override
  public void apply(RequestTemplate template) {
    requireNoEmptySegment(template);
    replace(template, "Authorization", Authorization.declare(source.merchant()));
    replace(template, "User-Agent", UserAgent.VALUE);
    addIfAbsent(template, "Accept");
    addIfAbsent(template, "Content-Type");
  }

  private static void requireNoEmptySegment(RequestTemplate template) {
    String path = template.path();
    // On a repeated attempt the path is a whole URL.
    int scheme = path.indexOf("://");
    if (path.endsWith("/") || path.indexOf("//", scheme < 0 ? 0 : scheme + 3) >= 0) {
      throw new IllegalArgumentException(
          "The path of "
              + template.methodMetadata().configKey()
              + " has an empty segment: "
              + path
              + "; a path parameter must be neither null nor empty");
    }
  }

  private static void addIfAbsent(RequestTemplate template, String name) {
    if (!declares(template.methodMetadata(), name)
        && !contains(template.headers().keySet(), name)) {
      template.headerLiteral(name, "application/json");
    }
  }

  private static boolean declares(@Nullable MethodMetadata method, String name) {
    return method != null
        && DECLARED
            .computeIfAbsent(method, WechatPayRequestInterceptor::declaredHeaders)
            .contains(name);
  }

  /** Returns those names whose values the interface fixes: they are there in each request. */
  private static Set<String> declaredHeaders(MethodMetadata method) {
    Set<String> fixed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    method
        .template()
        .headers()
        .forEach(
            (name, values) -> {
              if (!values.isEmpty() && values.stream().noneMatch(value -> value.contains("{"))) {
                fixed.add(name);
              }
            });
    return fixed;
  }

  private static boolean contains(Set<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Feign's {@code header} appends, so that a repeated attempt would carry two of each. */
  private static void replace(RequestTemplate template, String name, String value) {
    template.removeHeader(name);
    template.headerLiteral(name, value);
  }
}
