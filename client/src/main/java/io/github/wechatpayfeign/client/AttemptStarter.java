package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * The outermost interceptor of an attempt: completes the request's headers, and notes what broke
 * the attempt. It throws nothing but an {@code IOException}, since OkHttp loses everything else in
 * an asynchronous call.
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
      // OkHttp lets it pass undeclared while it connects.
      Thread.currentThread().interrupt();
      IOException interrupted = new InterruptedIOException("The thread was interrupted");
      interrupted.initCause(e);
      return interrupted;
    }
    return new IOException("The attempt broke", e);
  }

  /** Feign refuses a body of 2 GiB or more before it can be seen to be too long. */
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
