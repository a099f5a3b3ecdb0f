package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Prevents OkHttp from sending the request of an attempt again. OkHttp does that after some answers
 * (408, 421, 503 with {@code Retry-After: 0}, a 401 if there is an authenticator) and after some
 * lost connections, even if {@code retryOnConnectionFailure} is false.
 *
 * <p>OkHttp's own retry interceptor decides about this. It sits between two interceptors of this
 * class. {@link #inside} hides the status of an answer, and every exception after the request was
 * sent, from it. {@link #outside} restores them. All other interceptors see the real status and
 * exception. A failed connection is not hidden, so OkHttp still tries the next address.
 */
final class SendOnce {

  /** A status that OkHttp treats as a success and does not act on. */
  private static final int HIDDEN = 299;

  private SendOnce() {}

  /** Returns the part that runs first after the connection is made: a network interceptor. */
  static Interceptor inside() {
    return chain -> {
      AttemptTag tag = AttemptTag.of(chain);
      Response response;
      try {
        response = chain.proceed(chain.request());
      } catch (IOException e) {
        throw tag.attempt().maybeSent() ? new LostAfterSendingException(e) : e;
      }
      if (response.isSuccessful()) {
        return response;
      }
      tag.hide(response);
      return response.newBuilder().code(HIDDEN).build();
    };
  }

  /** Returns the part that runs last before OkHttp connects: an application interceptor. */
  static Interceptor outside() {
    return chain -> {
      AttemptTag tag = AttemptTag.of(chain);
      tag.hide(null);
      try {
        return restored(chain.proceed(chain.request()), tag.hidden());
      } catch (LostAfterSendingException e) {
        if (e.failure instanceof UnreadableBodyException unreadable) {
          return unreadable.answer();
        }
        throw e.failure;
      }
    };
  }

  private static Response restored(Response response, @Nullable Response real) {
    if (real == null || response.code() != HIDDEN) {
      return response;
    }
    Response.Builder restored = response.newBuilder().code(real.code());
    Response network = response.networkResponse();
    if (network != null) {
      restored.networkResponse(network.newBuilder().code(real.code()).build());
    }
    return restored.build();
  }

  /**
   * Carries an exception from {@link #inside} to {@link #outside}. It is a {@code
   * ProtocolException}, after which OkHttp never tries again.
   */
  private static final class LostAfterSendingException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private final IOException failure;

    LostAfterSendingException(IOException failure) {
      super("The connection was lost after the request was sent");
      this.failure = failure;
      initCause(failure);
    }
  }
}
