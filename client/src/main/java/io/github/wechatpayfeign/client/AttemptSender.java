package io.github.wechatpayfeign.client;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.signing.RequestSigner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sends attempts and reads their answers. Thread-safe. */
final class AttemptSender {

  private final OkHttpClient http;
  private final RequestSigner signer;
  private final @Nullable Failover failover;
  private final ResponseReader answers;

  AttemptSender(
      OkHttpClient http,
      RequestSigner signer,
      @Nullable Failover failover,
      ResponseReader answers) {
    this.http = http;
    this.signer = signer;
    this.failover = failover;
    this.answers = answers;
  }

  /** Sends an attempt and waits for its end. Never throws. */
  AttemptResult send(ApiCall api, Attempt attempt, Duration limit) {
    Response response;
    try {
      response = client(api, attempt).execute(api.request(), limited(api, limit));
    } catch (Exception | Error e) {
      attempt.finish();
      return AttemptResult.failure(AttemptFailure.of(attempt, e));
    }
    return read(api, attempt, response, null);
  }

  /**
   * Sends an attempt on a thread of the HTTP client. The future may stay open, because an executor
   * that the user supplies may drop its task.
   */
  CompletableFuture<Response> begin(ApiCall api, Attempt attempt, Duration limit) {
    return client(api, attempt).execute(api.request(), limited(api, limit), Optional.empty());
  }

  /** Returns the result of an attempt that was sent by {@link #begin}. Never throws. */
  AttemptResult read(
      ApiCall api, Attempt attempt, @Nullable Response response, @Nullable Throwable failure) {
    attempt.close();
    try {
      return response != null
          ? answers.read(api, response, attempt)
          : AttemptResult.failure(AttemptFailure.of(attempt, unwrapped(failure)));
    } catch (Exception | Error e) {
      return AttemptResult.failure(AttemptFailure.local(e, attempt.maybeSent(), attempt.facts()));
    } finally {
      attempt.finish();
    }
  }

  private static Throwable unwrapped(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("Feign gave no answer") : failure;
  }

  /**
   * Returns a client for one attempt. Each attempt needs its own, because the interceptors of this
   * library must know their attempt. A tag on the OkHttp request could tell them, but Feign's
   * client passes no tag to OkHttp, and an interceptor of the user could drop it. Deriving a client
   * is cheap: connections, threads and TLS settings are shared.
   *
   * <p>The deadline of the call is not set as OkHttp's {@code callTimeout}. OkHttp enforces that on
   * one thread for the whole JVM, and an event listener that throws there can end that thread.
   * {@link Deadlines} keeps the deadline instead.
   */
  private feign.okhttp.OkHttpClient client(ApiCall api, Attempt attempt) {
    WatchdogHeartbeat.call();
    OkHttpClient.Builder limited = http.newBuilder();
    SendOnce once = new SendOnce(attempt);
    List<Interceptor> outside = limited.interceptors();
    outside.add(0, new AttemptStarter(attempt, api.request()));
    if (failover != null) {
      outside.add(new FailoverInterceptor(failover, attempt));
    }
    outside.add(once.outside());
    List<Interceptor> inside = limited.networkInterceptors();
    inside.add(0, once.inside());
    inside.add(new SigningInterceptor(signer, attempt));
    return new feign.okhttp.OkHttpClient(limited.build());
  }

  /**
   * Returns the options of the attempt. Feign's options override the HTTP client's and follow
   * redirects by default, so this turns redirects off. If there is a backup domain, connecting to
   * the first domain may take at most half of the time left, so that time remains for the other
   * one.
   */
  private Request.Options limited(ApiCall api, Duration limit) {
    Request.Options options = api.options();
    long connect = options.connectTimeoutUnit().toMillis(options.connectTimeout());
    if (failover != null && failover.covers(api.request().url())) {
      long share = Math.max(1, limit.toMillis() / 2);
      connect = connect == 0 ? share : Math.min(connect, share);
    }
    return new Request.Options(
        connect, TimeUnit.MILLISECONDS, options.readTimeout(), options.readTimeoutUnit(), false);
  }
}
