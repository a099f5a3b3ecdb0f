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

/** Sends attempts, and reads what comes back. Thread-safe. */
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

  /** Sends an attempt, and waits for its end. Never throws. */
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
   * Sends an attempt on a thread of the HTTP client; the future may stay open, since an executor
   * that the user supplies may lose what it was given.
   */
  CompletableFuture<Response> begin(ApiCall api, Attempt attempt, Duration limit) {
    return client(api, attempt).execute(api.request(), limited(api, limit), Optional.empty());
  }

  /** Returns how an attempt ended that was begun. Never throws. */
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
   * Returns a client for one attempt. It is derived each time because Feign's client passes no tag
   * to OkHttp, and an interceptor of the user's could drop one: the interceptors of this library
   * have to know their attempt whatever happens. Connections, threads and TLS are shared.
   *
   * <p>The deadline of the call is not a time limit of OkHttp's: that is enforced on a thread which
   * an event listener can end, for the whole JVM.
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
   * Feign's options follow redirects unless told otherwise, and override the HTTP client's. Where
   * there is a backup domain, connecting to the first one may take half of the time that is left.
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
