package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * The outermost interceptor of an attempt. It completes the request's headers. It also catches
 * every exception that comes out of the user's interceptors, OkHttp and {@link SigningInterceptor},
 * notes it in the {@link Attempt}, and throws an {@code IOException}, because OkHttp loses any
 * other exception in an asynchronous call.
 */
final class AttemptStarter implements Interceptor {

  private final Attempt attempt;
  private final feign.Request declared;

  /**
   * Creates an interceptor for one attempt.
   *
   * @param declared the request as Feign made it
   */
  AttemptStarter(Attempt attempt, feign.Request declared) {
    this.attempt = attempt;
    this.declared = declared;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      attempt.begin(chain.call());
      Request.Builder request = chain.request().newBuilder();
      DefaultHeaders.addTo(chain.request(), declared, request);
      ObserverHeaders.addTo(chain.request(), attempt.headers(), request);
      return readable(chain.proceed(request.build()));
    } catch (Throwable e) {
      attempt.fail(e);
      throw passable(e);
    }
  }

  private static IOException passable(Throwable e) {
    if (e instanceof IOException known) {
      return known;
    }
    if (e instanceof InterruptedException) {
      // OkHttp throws it undeclared while it connects.
      Thread.currentThread().interrupt();
      IOException interrupted = new InterruptedIOException("The thread was interrupted");
      interrupted.initCause(e);
      return interrupted;
    }
    return new IOException("The attempt failed", e);
  }

  /**
   * Hides a Content-Length of 2 GiB or more: Feign throws for it, before this client can report the
   * body as too long.
   */
  private static Response readable(Response response) {
    ResponseBody body = response.body();
    if (body == null || body.contentLength() <= Integer.MAX_VALUE) {
      return response;
    }
    return response
        .newBuilder()
        .body(ResponseBody.create(body.source(), body.contentType(), -1))
        .build();
  }
}
