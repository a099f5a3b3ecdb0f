package io.github.wechatpayfeign.client;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OkHttp from sending the request of an attempt again. OkHttp does so by itself after some
 * answers (408, 421, 503 with {@code Retry-After: 0}, what an authenticator wants after a 401) and
 * after some lost connections, whatever {@code retryOnConnectionFailure} says.
 *
 * <p>So the part of OkHttp that decides about it sees neither the status of an answer nor an
 * exception that it could recover from: {@link #inside} hides both, and {@link #outside} brings
 * them back. All other interceptors see what really happened. A connection that could not be made
 * is not hidden, so OkHttp still tries the next address.
 */
final class SendOnce {

  /** A success that OkHttp takes as it is. */
  private static final int HIDDEN = 299;

  private final Attempt attempt;
  private volatile @Nullable Response hidden;

  SendOnce(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Returns the part that comes first after the connection is made: a network interceptor. */
  Interceptor inside() {
    return chain -> {
      Response response;
      try {
        response = chain.proceed(chain.request());
      } catch (IOException e) {
        throw attempt.maybeSent() ? new LostAfterSendingException(e) : e;
      }
      if (response.isSuccessful()) {
        return response;
      }
      hidden = response;
      return response.newBuilder().code(HIDDEN).build();
    };
  }

  /** Returns the part that comes last before OkHttp connects: an application interceptor. */
  Interceptor outside() {
    return chain -> {
      hidden = null;
      try {
        return restored(chain.proceed(chain.request()));
      } catch (LostAfterSendingException e) {
        if (e.failure instanceof UnreadableBodyException unreadable) {
          return unreadable.answer();
        }
        throw e.failure;
      }
    };
  }

  private Response restored(Response response) {
    Response real = hidden;
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

  /** OkHttp never tries again after a {@code ProtocolException}. */
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
