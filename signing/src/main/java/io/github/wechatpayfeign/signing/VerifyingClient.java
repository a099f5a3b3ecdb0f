package io.github.wechatpayfeign.signing;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Verifies the answers of any {@link Client} before Feign sees them. Use it together with {@link
 * SigningRequestInterceptor}, which signs the requests.
 *
 * <p>Every 2xx is verified, also an empty 204. An answer with another status is verified if it is
 * signed. A body may be at most 1 MiB long. Only the keys that were set on the merchant are used:
 * no platform certificate is downloaded.
 *
 * <p>An {@link IOException} of the client is thrown unchanged, and Feign wraps it in a {@code
 * RetryableException}. It does not say whether the request was sent, so the state of the order is
 * unknown: query it. Only {@code WechatPayClient} remembers answers, so that a copy of one is not
 * accepted for another order, and checks that an answer has a body if its method needs one.
 *
 * <p>Thread-safe if the client is.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
 */
public final class VerifyingClient implements Client {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Client client;
  private final TrustedKeys trusted;
  private final ResponseVerifier verifier;

  /**
   * Decorates a client, and uses the clock of the system.
   *
   * @param client sends the requests; it must follow no redirects
   * @param merchant the merchant with the keys of WeChat Pay that verify
   */
  public VerifyingClient(Client client, MerchantSource merchant) {
    this(client, merchant, Clock.systemUTC());
  }

  /**
   * Decorates a client.
   *
   * @param client sends the requests; it must follow no redirects
   * @param merchant the merchant with the keys of WeChat Pay that verify
   * @param clock the clock that timestamps are compared with; they must be less than 5 minutes away
   */
  public VerifyingClient(Client client, MerchantSource merchant, Clock clock) {
    this.client = Objects.requireNonNull(client, "client");
    this.trusted = TrustedKeys.of(merchant, clock);
    this.verifier = new ResponseVerifier(clock, TOLERANCE);
  }

  /**
   * Sends the request, verifies the answer and returns it.
   *
   * @throws ResponseNotVerifiedException if the answer fails verification
   * @throws IOException if the client throws one
   */
  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    Response response = client.execute(request, options);
    int status = response.status();
    boolean success = status >= 200 && status <= 299;
    if (!success && !ResponseVerifier.isSigned(response.headers())) {
      return response;
    }
    byte[] body = ResponseVerifier.readBody(response);
    try {
      var unused = verifier.verify(response, body, trusted);
    } catch (VerificationFailure e) {
      throw new ResponseNotVerifiedException(
          e.reason(), e.finding(), status, body, response.headers(), CallFacts.FIRST_ATTEMPT);
    }
    return response.body() == null ? response : response.toBuilder().body(body).build();
  }
}
