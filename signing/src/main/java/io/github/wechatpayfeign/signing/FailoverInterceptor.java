package io.github.wechatpayfeign.signing;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Moves an attempt to the other domain, at once, when no connection to the first can be made. */
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
    HttpUrl first = failover.first();
    try {
      return proceed(chain, first);
    } catch (IOException e) {
      if (Attempt.of(chain.request()).connected() || chain.call().isCanceled()) {
        throw e;
      }
      return proceedElsewhere(chain, failover.other(first), e);
    }
  }

  private Response proceedElsewhere(Chain chain, HttpUrl domain, IOException first)
      throws IOException {
    try {
      return proceed(chain, domain);
    } catch (IOException second) {
      second.addSuppressed(first);
      throw second;
    }
  }

  private Response proceed(Chain chain, HttpUrl domain) throws IOException {
    Request request = chain.request();
    try {
      return chain.proceed(failover.isMain(domain) ? request : movedTo(domain, request));
    } finally {
      if (Attempt.of(request).connected()) {
        failover.connected(domain);
      } else if (Attempt.of(request).cancelled()) {
        failover.notTried(domain);
      } else if (!chain.call().isCanceled()) {
        failover.failed(domain);
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
