package io.github.wechatpayfeign.client;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.signing.RequestSigner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sends attempts and reads their answers. Thread-safe. */
final class AttemptSender {

  private final OkHttpClient http;
  private final @Nullable Failover failover;
  private final ResponseReader answers;

  AttemptSender(
      OkHttpClient http,
      RequestSigner signer,
      @Nullable Failover failover,
      ResponseReader answers) {
    this.http = withInterceptors(http.newBuilder(), signer, failover);
    this.failover = failover;
    this.answers = answers;
  }

  /** Adds the interceptors of this library around those of the user. */
  private static OkHttpClient withInterceptors(
      OkHttpClient.Builder http, RequestSigner signer, @Nullable Failover failover) {
    List<Interceptor> outside = http.interceptors();
    outside.add(0, new AttemptStarter());
    if (failover != null) {
      outside.add(new FailoverInterceptor(failover));
    }
    outside.add(SendOnce.outside());
    List<Interceptor> inside = http.networkInterceptors();
    inside.add(0, SendOnce.inside());
    inside.add(new SigningInterceptor(signer));
    return http.build();
  }

  /** Sends an attempt and waits for its end. Never throws. */
  AttemptResult send(ApiCall api, Attempt attempt, Duration limit) {
    Response response;
    try {
      response = HttpTranslation.response(newCall(api, attempt, limit).execute(), api.request());
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
    CompletableFuture<Response> answer = new CompletableFuture<>();
    newCall(api, attempt, limit)
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, okhttp3.Response response) {
                try {
                  answer.complete(HttpTranslation.response(response, api.request()));
                } catch (Exception | Error e) {
                  answer.completeExceptionally(e);
                }
              }

              @Override
              public void onFailure(Call call, IOException failure) {
                answer.completeExceptionally(failure);
              }
            });
    return answer;
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
   * Returns OkHttp's call for one attempt.
   *
   * <p>The deadline of the call is not set as OkHttp's {@code callTimeout}. OkHttp enforces that on
   * one thread for the whole JVM, and an event listener that throws there can end that thread.
   * {@link Deadlines} keeps the deadline instead.
   */
  private Call newCall(ApiCall api, Attempt attempt, Duration limit) {
    WatchdogHeartbeat.call();
    AttemptTag tag = new AttemptTag(attempt, connectMillis(api, limit), readMillis(api));
    return http.newCall(HttpTranslation.request(api.request(), api.url(), attempt.headers(), tag));
  }

  /**
   * Returns the limit for connecting. If there is a backup domain, connecting to the first domain
   * may take at most half of the time left, so that time remains for the other one.
   */
  private int connectMillis(ApiCall api, Duration limit) {
    Request.Options options = api.options();
    long connect = options.connectTimeoutUnit().toMillis(options.connectTimeout());
    if (failover != null && failover.covers(api.url())) {
      long share = Math.max(1, limit.toMillis() / 2);
      connect = connect == 0 ? share : Math.min(connect, share);
    }
    return (int) Math.min(connect, Integer.MAX_VALUE);
  }

  private static int readMillis(ApiCall api) {
    Request.Options options = api.options();
    long read = options.readTimeoutUnit().toMillis(options.readTimeout());
    return (int) Math.min(read, Integer.MAX_VALUE);
  }
}
