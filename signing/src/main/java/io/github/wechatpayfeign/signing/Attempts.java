package io.github.wechatpayfeign.signing;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sends attempts, and reads what comes back. Thread-safe. */
final class Attempts {

  private final OkHttpClient http;
  private final AnswerReader answers;

  Attempts(OkHttpClient http, AnswerReader answers) {
    this.http = http;
    this.answers = answers;
  }

  /** Sends an attempt, and waits for its end. */
  Answer send(
      Request request, Request.Options options, CallFacts facts, Attempt attempt, Duration limit) {
    Response response;
    try {
      response = within(limit, attempt, request).execute(request, withoutRedirects(options));
    } catch (IOException e) {
      return AnswerReader.failed(e, facts);
    }
    return answers.read(request, response, facts, attempt.trust());
  }

  /** Sends an attempt on a thread of the HTTP client; the future may stay open for ever. */
  CompletableFuture<Response> begin(
      Request request, Request.Options options, Attempt attempt, Duration limit) {
    return within(limit, attempt, request)
        .execute(request, withoutRedirects(options), Optional.empty());
  }

  /** Returns how an attempt ended that was begun. */
  Answer read(
      Request request,
      CallFacts facts,
      Attempt attempt,
      @Nullable Response response,
      @Nullable Throwable failure) {
    if (response != null) {
      return answers.read(request, response, facts, attempt.trust());
    }
    return AnswerReader.failed(
        failure instanceof IOException e ? e : new Attempt.BrokenException(failure), facts);
  }

  /**
   * Feign's options do not reach the time limit for a whole call. OkHttp counts it in milliseconds
   * and takes 0 for no limit at all, so what is left of a deadline is never rounded down to that.
   */
  private feign.okhttp.OkHttpClient within(Duration limit, Attempt attempt, Request request) {
    WatchdogHeartbeat.call();
    long left = Math.max(1, limit.toMillis());
    long own = http.callTimeoutMillis();
    OkHttpClient.Builder limited =
        http.newBuilder().callTimeout(own == 0 ? left : Math.min(own, left), TimeUnit.MILLISECONDS);
    limited.interceptors().add(0, new Attempt.Starter(attempt, request));
    return new feign.okhttp.OkHttpClient(limited.build());
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
}
