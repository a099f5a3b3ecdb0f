package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The outermost interceptor of an attempt. It sets the attempt's time limits. It also catches every
 * exception that comes out of the user's interceptors, OkHttp and {@link SigningInterceptor}, notes
 * it in the {@link Attempt}, and throws an {@code IOException}, because OkHttp loses any other
 * exception in an asynchronous call.
 */
final class AttemptStarter implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    AttemptTag tag = AttemptTag.of(chain);
    Attempt attempt = tag.attempt();
    try {
      attempt.begin(chain.call());
      return limited(chain, tag).proceed(chain.request());
    } catch (Throwable e) {
      attempt.fail(e);
      throw passable(e);
    }
  }

  /** Returns the chain with the limits of the attempt. OkHttp makes a new chain for each limit. */
  private static Chain limited(Chain chain, AttemptTag tag) {
    Chain limited = chain;
    if (limited.connectTimeoutMillis() != tag.connectMillis()) {
      limited = limited.withConnectTimeout(tag.connectMillis(), TimeUnit.MILLISECONDS);
    }
    return limited.readTimeoutMillis() == tag.readMillis()
        ? limited
        : limited.withReadTimeout(tag.readMillis(), TimeUnit.MILLISECONDS);
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
}
