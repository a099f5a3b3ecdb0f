package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.errors.SignedRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Remembers how far one attempt of a call has come. */
final class Attempt {

  private final Trust trust;
  private final Map<String, String> headers;
  private volatile boolean connected;
  private volatile @Nullable SignedRequest sent;
  private @Nullable Call call;
  private boolean abandoned;
  private volatile boolean cancelled;

  /**
   * Begins an attempt.
   *
   * @param trust who signs, and with whose keys the answer is verified
   * @param headers what to add to the request, as far as it can be sent and is not there
   */
  Attempt(Trust trust, Map<String, String> headers) {
    this.trust = trust;
    this.headers = headers;
  }

  Trust trust() {
    return trust;
  }

  static Attempt of(Request request) {
    return Objects.requireNonNull(
        request.tag(Attempt.class), "Attempt.Starter comes before all other interceptors");
  }

  /** A connection is there; nothing of the request was sent yet. */
  void connect() {
    connected = true;
  }

  /** From here on, bytes of the request may have been sent. */
  synchronized void sending(SignedRequest signed) throws IOException {
    requireNotAbandoned();
    sent = signed;
  }

  private synchronized void begin(Call begun) throws IOException {
    requireNotAbandoned();
    call = begun;
  }

  private void requireNotAbandoned() throws IOException {
    if (abandoned) {
      throw new IOException("Canceled");
    }
  }

  /** Breaks the attempt off; returns whether not a byte of its request was or will be sent. */
  boolean abandon() {
    Call begun;
    boolean unsent;
    synchronized (this) {
      abandoned = true;
      begun = call;
      unsent = sent == null;
    }
    if (begun != null) {
      begun.cancel();
    }
    return unsent;
  }

  /** Breaks the attempt off because the caller wants so, which says nothing about the gateway. */
  void cancel() {
    cancelled = true;
    abandon();
  }

  boolean cancelled() {
    return cancelled;
  }

  boolean connected() {
    return connected;
  }

  boolean maybeSent() {
    return sent != null;
  }

  private void addHeaders(Request request, Request.Builder once) {
    headers.forEach(
        (name, value) -> {
          if (request.header(name) == null) {
            try {
              once.header(name, value);
            } catch (IllegalArgumentException notSendable) {
              System.getLogger(CallListener.class.getName())
                  .log(Level.WARNING, "A listener gave a header that cannot be sent: {0}", name);
            }
          }
        });
  }

  /** Says that an attempt failed before any byte of its request was sent. */
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
   * Says that something other than the network broke an attempt, such as an interceptor. OkHttp
   * passes on nothing but an {@code IOException} in an asynchronous call.
   */
  static final class BrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenException(@Nullable Throwable cause) {
      super(cause);
    }

    /** Throws the cause where it is an error, and returns it else. */
    RuntimeException rethrown() {
      if (getCause() instanceof Error error) {
        throw error;
      }
      return getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("The attempt broke", getCause());
    }
  }

  /**
   * Starts an attempt, outside all other interceptors, and adds to its answer what was signed.
   * OkHttp repeats a request by itself in some cases, a 503 with {@code Retry-After: 0} among them:
   * it leaves a body alone that can be written only once.
   */
  static final class Starter implements Interceptor {

    private final Attempt attempt;
    private final feign.Request declared;

    Starter(Attempt attempt, feign.Request declared) {
      this.attempt = attempt;
      this.declared = declared;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
      Request request = chain.request();
      Request.Builder once = request.newBuilder().tag(Attempt.class, attempt);
      DefaultHeaders.addTo(request, declared, once);
      attempt.addHeaders(request, once);
      if (request.body() != null) {
        once.method(request.method(), new OneShotBody(request.body()));
      }
      try {
        attempt.begin(chain.call());
        return withSignedRequest(wellFormed(chain.proceed(once.build())), attempt.sent);
      } catch (IOException e) {
        throw attempt.sent == null ? new NothingSentException(e) : e;
      } catch (RuntimeException e) {
        // OkHttp answers so to a malformed answer, such as one with the status -12.
        throw attempt.sent == null
            ? new BrokenException(e)
            : new IOException("The answer is malformed", e);
      } catch (Exception e) {
        throw interrupted(e);
      } catch (Error e) {
        throw new BrokenException(e);
      }
    }

    /** OkHttp lets an InterruptedException pass undeclared while it connects. */
    private IOException interrupted(Exception undeclared) {
      Thread.currentThread().interrupt();
      IOException interrupted = new InterruptedIOException("The thread was interrupted");
      interrupted.initCause(undeclared);
      return attempt.sent == null ? new NothingSentException(interrupted) : interrupted;
    }

    private static Response wellFormed(Response response) throws IOException {
      if (response.body() != null && response.body().contentLength() < -1) {
        response.close();
        throw new IOException("The answer has a negative Content-Length");
      }
      return response;
    }

    /** Only an error is explained by what was signed; nobody else may name it. */
    private static Response withSignedRequest(Response response, @Nullable SignedRequest signed) {
      if (response.isSuccessful() && response.header(SignedRequest.HEADER) == null) {
        return response;
      }
      Response.Builder answer = response.newBuilder().removeHeader(SignedRequest.HEADER);
      if (signed != null && !response.isSuccessful()) {
        answer.header(SignedRequest.HEADER, signed.toHeader());
      }
      return answer.build();
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
