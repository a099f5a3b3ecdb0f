package io.github.wechatpayfeign.signing;

import feign.AsyncClient;
import feign.Client;
import feign.MethodMetadata;
import feign.Request;
import feign.RequestTemplate;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client under a Feign interface of WeChat Pay APIv3: it signs each request from the bytes
 * that leave and verifies each answer before Feign sees it. It belongs with {@link
 * WechatPayRequestInterceptor}, which names the merchant.
 *
 * <p>Every 2xx is verified, an empty 204 included; an answer with another status is verified where
 * it is signed. A body is read to 1 MiB. No redirect is followed.
 *
 * <p>A call of a {@link Reentrant} method is repeated as {@link RetryPolicy} says, each time with a
 * new signature; any other one is sent once. When no connection to the main domain can be made, the
 * attempt moves to the backup at once. A call ends by its deadline, attempts and pauses together.
 *
 * <p>Beyond what Feign's error decoder maps, a call throws {@link ResponseNotVerifiedException} for
 * an answer that is not believed, {@link TransportException} where the network failed, and the
 * exception of {@link WechatPayErrorDecoder} for a 202, or for any success other than 204 of a
 * method that returns nothing.
 *
 * <p>Thread-safe. It serves {@code Feign.builder()} and {@code AsyncFeign.builder()}.
 */
public final class WechatPayClient implements Client, AsyncClient<Object>, Closeable {

  private final Merchant merchant;
  private final OkHttpClient http;
  private final boolean ownsHttp;
  private final CallRules rules;
  private final AnswerReader answers;
  private final @Nullable Failover failover;

  WechatPayClient(WechatPayClientBuilder builder) {
    this.merchant = builder.merchant();
    this.rules = builder.rules();
    this.failover = builder.failover();
    this.answers =
        new AnswerReader(new ResponseVerifier(merchant, rules.clock(), builder.tolerance()));
    this.ownsHttp = builder.ownsHttp();
    this.http = derive(builder);
  }

  private OkHttpClient derive(WechatPayClientBuilder builder) {
    OkHttpClient.Builder derived = builder.http().followRedirects(false).followSslRedirects(false);
    derived.interceptors().add(0, new Attempt.Starter());
    if (failover != null) {
      derived.addInterceptor(new FailoverInterceptor(failover));
    }
    derived.networkInterceptors().add(new SigningInterceptor(builder.signer()));
    return derived.build();
  }

  /**
   * Returns a builder of a client that signs for a merchant.
   *
   * @param merchant who signs, and whose WeChat Pay public key verifies
   */
  public static WechatPayClientBuilder builder(Merchant merchant) {
    return new WechatPayClientBuilder(merchant);
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    Authorization.requireDeclared(request, merchant);
    OngoingCall call = new OngoingCall(rules, isReentrant(request));
    while (true) {
      Answer answer = attempt(request, options, call);
      Duration pause = pauseAfter(answer, call);
      if (pause == null || interrupted(pause)) {
        return answer.deliver();
      }
    }
  }

  private Answer attempt(Request request, Request.Options options, OngoingCall call) {
    CallFacts facts = call.nextAttempt();
    try {
      Response response = within(call.remaining()).execute(request, withoutRedirects(options));
      return answers.read(request, response, facts);
    } catch (IOException e) {
      return AnswerReader.failed(e, facts);
    }
  }

  /** Pauses, and returns true where the thread was interrupted meanwhile: then the call ends. */
  private static boolean interrupted(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public CompletableFuture<Response> execute(
      Request request, Request.Options options, Optional<Object> requestContext) {
    Authorization.requireDeclared(request, merchant);
    return executeAsync(request, options, new OngoingCall(rules, isReentrant(request)));
  }

  private CompletableFuture<Response> executeAsync(
      Request request, Request.Options options, OngoingCall call) {
    return attemptAsync(request, options, call)
        .thenCompose(
            answer -> {
              Duration pause = pauseAfter(answer, call);
              return pause == null
                  ? CompletableFuture.completedFuture(answer.deliver())
                  : CompletableFuture.completedFuture(call)
                      .thenComposeAsync(
                          again -> executeAsync(request, options, again), after(pause));
            });
  }

  private static Executor after(Duration pause) {
    return CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private CompletableFuture<Answer> attemptAsync(
      Request request, Request.Options options, OngoingCall call) {
    CallFacts facts = call.nextAttempt();
    return within(call.remaining())
        .execute(request, withoutRedirects(options), Optional.empty())
        .handle(
            (response, failure) -> {
              if (failure == null) {
                return answers.read(request, response, facts);
              }
              if (failure instanceof IOException e) {
                return AnswerReader.failed(e, facts);
              }
              throw new CompletionException(failure);
            });
  }

  private static @Nullable Duration pauseAfter(Answer answer, OngoingCall call) {
    WechatPayException failure = answer.failure();
    if (failure == null) {
      call.succeeded();
      return null;
    }
    return call.pauseAfter(failure);
  }

  /** Feign's options do not reach the time limit for a whole call. */
  private feign.okhttp.OkHttpClient within(Duration remaining) {
    long nanos = Math.max(1, remaining.toNanos());
    long own = TimeUnit.MILLISECONDS.toNanos(http.callTimeoutMillis());
    return new feign.okhttp.OkHttpClient(
        http.newBuilder()
            .callTimeout(Duration.ofNanos(own == 0 ? nanos : Math.min(own, nanos)))
            .build());
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

  private static boolean isReentrant(Request request) {
    RequestTemplate template = request.requestTemplate();
    MethodMetadata method = template == null ? null : template.methodMetadata();
    return method != null && method.method().isAnnotationPresent(Reentrant.class);
  }

  /**
   * Returns Feign options with the connect and read timeouts of this client. Feign's own defaults
   * would override them.
   */
  public Request.Options options() {
    return new Request.Options(
        http.connectTimeoutMillis(),
        TimeUnit.MILLISECONDS,
        http.readTimeoutMillis(),
        TimeUnit.MILLISECONDS,
        false);
  }

  /**
   * Returns whether the backup domain is tried before the main one, because connections to the main
   * one failed three times in a row within the last minutes.
   */
  public boolean prefersBackup() {
    return failover != null && failover.prefersBackup();
  }

  /** Drops idle connections and lets threads end, unless the HTTP client was given by the user. */
  @Override
  public void close() {
    if (ownsHttp) {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }
}
