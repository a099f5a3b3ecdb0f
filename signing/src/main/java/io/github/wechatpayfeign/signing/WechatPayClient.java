package io.github.wechatpayfeign.signing;

import feign.AsyncClient;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * The HTTP client under a Feign interface of WeChat Pay APIv3: it signs each request from the bytes
 * that leave and verifies each answer before Feign sees it. It belongs with {@link
 * WechatPayRequestInterceptor}, which names the merchant.
 *
 * <p>Every 2xx is verified, an empty 204 included; an answer with another status is verified where
 * it is signed. A body is read to 1 MiB. No redirect is followed, and no request is repeated.
 *
 * <p>Beyond what Feign's error decoder maps, a call throws {@link ResponseNotVerifiedException} for
 * an answer that is not believed, {@link TransportException} where the network failed, and the
 * exception of {@link WechatPayErrorDecoder} for a 202, or for any success other than 204 of a
 * method that returns nothing.
 *
 * <p>Thread-safe. It serves {@code Feign.builder()} and {@code AsyncFeign.builder()}.
 */
public final class WechatPayClient implements Client, AsyncClient<Object> {

  private static final int LONGEST_BODY = 1024 * 1024;

  private final Merchant merchant;
  private final feign.okhttp.OkHttpClient http;
  private final ResponseVerifier verifier;
  private final WechatPayErrorDecoder errors = new WechatPayErrorDecoder();

  private WechatPayClient(Builder builder) {
    this.merchant = builder.merchant;
    this.verifier = new ResponseVerifier(merchant, builder.clock, builder.tolerance);
    RequestSigner signer = new RequestSigner(merchant, builder.clock, builder.nonces);
    OkHttpClient.Builder derived =
        builder.okHttpClient.newBuilder().followRedirects(false).followSslRedirects(false);
    derived.interceptors().add(0, new Attempt.Starter());
    derived.networkInterceptors().add(new SigningInterceptor(signer));
    this.http = new feign.okhttp.OkHttpClient(derived.build());
  }

  /**
   * Returns a builder of a client that signs for a merchant.
   *
   * @param merchant who signs, and whose WeChat Pay public key verifies
   */
  public static Builder builder(Merchant merchant) {
    return new Builder(merchant);
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    Authorization.requireDeclared(request, merchant);
    try {
      return receive(request, http.execute(request, withoutRedirects(options)));
    } catch (IOException e) {
      throw toException(e);
    }
  }

  @Override
  public CompletableFuture<Response> execute(
      Request request, Request.Options options, Optional<Object> requestContext) {
    Authorization.requireDeclared(request, merchant);
    return http.execute(request, withoutRedirects(options), requestContext)
        .handle(
            (response, failure) -> {
              if (failure instanceof IOException e) {
                throw toException(e);
              }
              if (failure instanceof RuntimeException e) {
                throw e;
              }
              return receive(request, Objects.requireNonNull(response));
            });
  }

  private Response receive(Request request, Response response) {
    if (response.status() < 200 || response.status() > 299) {
      return receiveError(WechatPayErrorDecoder.buffer(response));
    }
    byte[] body = read(response);
    verifier.verify(response.status(), response.headers(), body);
    Response answer = response.toBuilder().body(body).build();
    if (!SuccessStatus.fits(request, answer.status())) {
      throw errors.decode("", answer);
    }
    return answer;
  }

  private Response receiveError(Response answer) {
    if (SignatureHeaders.present(answer.headers())) {
      verifier.verify(answer.status(), answer.headers(), read(answer));
    }
    return answer;
  }

  private static byte[] read(Response response) {
    byte[] body = readToLimit(response);
    if (body.length > LONGEST_BODY) {
      throw new ResponseNotVerifiedException(
          Reason.BODY_TOO_LONG,
          "the body is longer than 1 MiB",
          response.status(),
          body,
          response.headers());
    }
    return body;
  }

  private static byte[] readToLimit(Response response) {
    if (response.body() == null) {
      return new byte[0];
    }
    try (InputStream in = response.body().asInputStream()) {
      return in.readNBytes(LONGEST_BODY + 1);
    } catch (IOException brokenOff) {
      throw TransportException.afterSending(brokenOff);
    }
  }

  private static WechatPayException toException(IOException failure) {
    return failure instanceof Attempt.NothingSentException nothingSent
        ? TransportException.beforeSending(nothingSent.failure())
        : TransportException.afterSending(failure);
  }

  /** Feign's options follow redirects unless told otherwise, and override the HTTP client's. */
  private static Request.Options withoutRedirects(Request.Options options) {
    return options.isFollowRedirects()
        ? new Request.Options(
            options.connectTimeout(),
            options.connectTimeoutUnit(),
            options.readTimeout(),
            options.readTimeoutUnit(),
            false)
        : options;
  }

  /** Builds a {@link WechatPayClient}; every setter checks its value at once. */
  public static final class Builder {

    /** The widest tolerance that APIv3 allows between the two clocks. */
    private static final Duration WIDEST_TOLERANCE = Duration.ofMinutes(5);

    private final Merchant merchant;
    private OkHttpClient okHttpClient = new OkHttpClient();
    private Clock clock = Clock.systemUTC();
    private Duration tolerance = WIDEST_TOLERANCE;
    private Supplier<String> nonces = new RandomNonces();

    private Builder(Merchant merchant) {
      this.merchant = Objects.requireNonNull(merchant, "merchant");
    }

    /**
     * Sets the HTTP client to derive from: its pool, dispatcher, proxy, TLS and interceptors are
     * kept; redirects are switched off.
     */
    public Builder okHttpClient(OkHttpClient okHttpClient) {
      this.okHttpClient = Objects.requireNonNull(okHttpClient, "okHttpClient");
      return this;
    }

    /** Sets the clock of the timestamps; by default the system's. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets how far the timestamp of an answer may be from the clock, either way: an answer that is
     * this far off, or more, is not believed. By default 5 minutes, which is also the most.
     *
     * @throws IllegalArgumentException if it is not positive, or more than 5 minutes
     */
    public Builder tolerance(Duration tolerance) {
      if (tolerance.isNegative()
          || tolerance.isZero()
          || tolerance.compareTo(WIDEST_TOLERANCE) > 0) {
        throw new IllegalArgumentException(
            "The tolerance must be more than 0 and at most 5 minutes, but is " + tolerance);
      }
      this.tolerance = tolerance;
      return this;
    }

    Builder nonces(Supplier<String> nonces) {
      this.nonces = nonces;
      return this;
    }

    /** Returns the client. Nothing is connected before the first call. */
    public WechatPayClient build() {
      return new WechatPayClient(this);
    }
  }
}
