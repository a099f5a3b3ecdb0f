package io.github.wechatpayfeign.signing;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Remembers whether any byte of one call may have been sent. */
final class Attempt {

  private volatile boolean sent;

  void sending() {
    sent = true;
  }

  /** Says that a call failed before any byte of its request was sent. */
  static final class NothingSentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final IOException failure;

    NothingSentException(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }

  /**
   * Starts the attempt of each call, outside all other interceptors. OkHttp repeats a call by
   * itself in some cases, a 503 with {@code Retry-After: 0} among them: it leaves a body alone that
   * can be written only once.
   */
  static final class Starter implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
      Attempt attempt = new Attempt();
      Request request = chain.request();
      Request.Builder once = request.newBuilder().tag(Attempt.class, attempt);
      if (request.body() != null) {
        once.method(request.method(), new OneShotBody(request.body()));
      }
      try {
        return chain.proceed(once.build());
      } catch (IOException e) {
        throw attempt.sent ? e : new NothingSentException(e);
      }
    }
  }

  private static final class OneShotBody extends RequestBody {

    private final RequestBody body;

    OneShotBody(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }
  }
}
