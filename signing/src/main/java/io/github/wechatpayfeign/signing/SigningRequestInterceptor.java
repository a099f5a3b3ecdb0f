package io.github.wechatpayfeign.signing;

import feign.RequestInterceptor;
import feign.RequestTemplate;
import feign.Target;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.RequestNotSignedException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.VerificationKey;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs what Feign is about to send, for any {@link feign.Client}, such as feign-hc5 or that of the
 * JDK. Together with {@link VerifyingClient} it replaces {@code WechatPayClient} where a team has
 * an HTTP client of its own.
 *
 * <ul>
 *   <li>It must be the last interceptor, so that nothing changes the request after it.
 *   <li>It signs each attempt of Feign's {@code Retryer} again.
 *   <li>It refuses a request that HTTP clients are known to change: a path with an empty segment, a
 *       dot segment, or a character that some clients escape; a GET or HEAD with a body; a body
 *       that some clients would compress. Then nothing is sent.
 *   <li>The HTTP client must follow no redirects, because a signature is valid for one path.
 * </ul>
 *
 * <p>Only {@code WechatPayClient} signs exactly the bytes that it sends, keeps a deadline, knows
 * what may have been sent before a failure, and downloads platform certificates.
 *
 * <p>Thread-safe; one instance serves any number of Feign clients of its merchant.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365336">how to sign a request</a>
 */
public final class SigningRequestInterceptor implements RequestInterceptor {

  private static final String AUTHORIZATION = "Authorization";
  private static final String SERIAL = "Wechatpay-Serial";
  private static final String JSON = "application/json";
  private static final String USER_AGENT = "wechatpay-feign-signing";

  /** Characters that no known HTTP client changes; %2F is not allowed, as some make it a slash. */
  private static final Pattern SAFE_PATH =
      Pattern.compile("(/([A-Za-z0-9._~!$&()*+,;=:@-]|%(?!2[Ff])[0-9A-Fa-f]{2})+)+");

  private static final Pattern SAFE_QUERY =
      Pattern.compile("([A-Za-z0-9._~!$&()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?i).*/(\\.|%2e){1,2}(/.*)?", Pattern.DOTALL);

  private final MerchantSource source;
  private final Clock clock;
  private final RequestSigner signer;

  /**
   * Creates an interceptor with the clock of the system.
   *
   * @param merchant the merchant that signs: a {@link Merchant}, or a source whose keys may change
   */
  public SigningRequestInterceptor(MerchantSource merchant) {
    this(merchant, Clock.systemUTC());
  }

  /**
   * Creates an interceptor.
   *
   * @param merchant the merchant that signs: a {@link Merchant}, or a source whose keys may change
   * @param clock the clock for the timestamps
   */
  public SigningRequestInterceptor(MerchantSource merchant, Clock clock) {
    this.source = Objects.requireNonNull(merchant, "merchant");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.signer = new RequestSigner(clock);
  }

  /**
   * Signs the request. Replaces a signature that it already has.
   *
   * @throws RequestNotSignedException if the key of the merchant cannot sign
   * @throws IllegalArgumentException if an HTTP client could send a request that differs from this
   *     one
   */
  @Override
  public void apply(RequestTemplate template) {
    Merchant merchant = source.merchant();
    // Feign's header methods append: a repeated attempt would have two of them.
    template.removeHeader(AUTHORIZATION);
    addIfMissing(template, "Accept", JSON);
    addIfMissing(template, "Content-Type", JSON);
    addIfMissing(template, "User-Agent", USER_AGENT);
    addIfMissing(template, SERIAL, wantedSerial(merchant));
    template.headerLiteral(AUTHORIZATION, signed(merchant, template));
  }

  private String signed(Merchant merchant, RequestTemplate template) {
    byte[] body = template.body() == null ? new byte[0] : template.body();
    requireBodySentAsItIs(template, body);
    String target = target(template);
    try {
      return signer.sign(merchant, template.method(), target, body).authorization();
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new RequestNotSignedException(e, CallFacts.NO_ATTEMPT);
    }
  }

  private static void requireBodySentAsItIs(RequestTemplate template, byte[] body) {
    boolean noBodySent = template.method().equals("GET") || template.method().equals("HEAD");
    if (noBodySent && body.length > 0) {
      throw refused(
          "A " + template.method() + " with a body would be sent without it, or as a POST");
    }
    if (template.headers().keySet().stream().anyMatch("Content-Encoding"::equalsIgnoreCase)) {
      throw refused("The header Content-Encoding would make some HTTP clients compress the body");
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(why + "; nothing was sent");
  }

  /** Returns path and query, exactly as they are sent. */
  private static String target(RequestTemplate template) {
    String url = urlOf(template);
    int scheme = url.indexOf("://");
    int path = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    if (path < 0) {
      throw refused("The URL has no path");
    }
    String target = url.substring(path);
    int query = target.indexOf('?');
    String onlyPath = query < 0 ? target : target.substring(0, query);
    if (!SAFE_PATH.matcher(onlyPath).matches()
        || DOT_SEGMENT.matcher(onlyPath).matches()
        || (query >= 0 && !SAFE_QUERY.matcher(target.substring(query + 1)).matches())) {
      throw refused(
          "The path or query has an empty segment, a dot segment, or a character that some HTTP"
              + " clients escape or turn into a slash");
    }
    return target;
  }

  /**
   * Returns the full URL. Feign applies a target to each attempt, so it may be applied again here.
   */
  private static String urlOf(RequestTemplate template) {
    Target<?> target = template.feignTarget();
    return target == null ? template.url() : target.apply(template).url();
  }

  private @Nullable String wantedSerial(Merchant merchant) {
    return merchant.publicKeyId() != null
        ? merchant.publicKeyId()
        : merchant
            .verificationKeys()
            .newestAt(clock.instant())
            .map(VerificationKey::serial)
            .orElse(null);
  }

  private static void addIfMissing(RequestTemplate template, String name, @Nullable String value) {
    boolean missing = template.headers().keySet().stream().noneMatch(name::equalsIgnoreCase);
    if (missing && value != null) {
      template.headerLiteral(name, value);
    }
  }
}
