package io.github.wechatpayfeign.client;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Moves an attempt to the other domain at once if no connection to the first one can be made. */
final class FailoverInterceptor implements Interceptor {

  private final Failover failover;

  FailoverInterceptor(Failover failover) {
    this.failover = failover;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!failover.covers(chain.request().url())) {
      return chain.proceed(chain.request());
    }
    Attempt attempt = AttemptTag.of(chain).attempt();
    HttpUrl first = failover.first();
    try {
      return proceed(chain, attempt, first);
    } catch (IOException e) {
      if (attempt.connected()) {
        throw e;
      }
      if (attempt.cancelled()) {
        failover.notTried(first);
        throw e;
      }
      if (chain.call().isCanceled()) {
        // The time of the whole call was up while this domain did not answer.
        failover.failed(first);
        throw e;
      }
      return proceedElsewhere(chain, attempt, first, e);
    }
  }

  private Response proceedElsewhere(
      Chain chain, Attempt attempt, HttpUrl first, IOException failure) throws IOException {
    try {
      return proceed(chain, attempt, failover.other(first));
    } catch (IOException second) {
      second.addSuppressed(failure);
      throw second;
    } finally {
      if (attempt.connected()) {
        failover.failed(first);
      } else if (attempt.cancelled()) {
        failover.notTried(failover.other(first));
      }
    }
  }

  private Response proceed(Chain chain, Attempt attempt, HttpUrl domain) throws IOException {
    Request request = chain.request();
    try {
      return chain.proceed(failover.isMain(domain) ? request : movedTo(domain, request));
    } finally {
      if (attempt.connected()) {
        failover.connected(domain);
      }
    }
  }

  private static Request movedTo(HttpUrl domain, Request request) {
    HttpUrl url =
        request
            .url()
            .newBuilder()
            .scheme(domain.scheme())
            .host(domain.host())
            .port(domain.port())
            .build();
    return request.newBuilder().url(url).build();
  }
}
