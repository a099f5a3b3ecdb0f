package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.RequestSigner;
import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Signs the request of an attempt at the last step before the network, and passes on exactly the
 * bytes that it signed. So other interceptors cannot make the signature differ from the request.
 * Also sets {@code Wechatpay-Serial}, which selects the key of the answer, unless the request
 * already has it.
 *
 * <p>Its exceptions pass through OkHttp and the user's interceptors. {@link AttemptStarter}, the
 * outermost interceptor, notes them in the {@link Attempt}; {@link AttemptSender} catches them;
 * {@link AttemptFailure} turns them into the exception for the caller.
 */
final class SigningInterceptor implements Interceptor {

  private static final String SERIAL = "Wechatpay-Serial";
  private static final String ENCODING = "Content-Encoding";

  private final RequestSigner signer;

  SigningInterceptor(RequestSigner signer) {
    this.signer = signer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    requireSamePath(chain.call().request(), request);
    AttemptTag tag = AttemptTag.of(chain);
    Attempt attempt = tag.attempt();
    attempt.connect();
    byte[] body = bytes(request.body());
    RequestSigner.Signed signed = sign(attempt.trust().merchant(), request, body);
    Request.Builder sent =
        withBody(request, body, tag).header("Authorization", signed.authorization());
    String serial = attempt.trust().requestedSerial();
    if (serial != null && request.header(SERIAL) == null) {
      sent.header(SERIAL, serial);
    }
    Request last = sent.build();
    attempt.send(signed.request());
    Response response = proceed(chain, last);
    attempt.receive(response.code());
    return withoutContentTypeIfEmpty(wellFormed(response));
  }

  /**
   * Checks that no interceptor changed the method or path: otherwise the answer to that request
   * would pass as the answer to this one.
   */
  private static void requireSamePath(Request asked, Request sent) {
    if (!asked.method().equals(sent.method())
        || (!asked.url().equals(sent.url())
            && !asked.url().encodedPath().equals(sent.url().encodedPath()))) {
      throw new IllegalStateException("An interceptor changed the method or path of the request");
    }
  }

  /** Sends. OkHttp throws unchecked exceptions for some malformed answers, such as status -12. */
  private static Response proceed(Chain chain, Request request) throws IOException {
    try {
      return chain.proceed(request);
    } catch (RuntimeException e) {
      throw new IOException("The answer is malformed", e);
    }
  }

  private static Response wellFormed(Response response) throws IOException {
    ResponseBody body = response.body();
    if (body != null && body.contentLength() < -1) {
      throw new UnreadableBodyException(response);
    }
    return body != null
            && "gzip".equalsIgnoreCase(response.header(ENCODING))
            && !isCompressed(body.source())
        ? response.newBuilder().removeHeader(ENCODING).build()
        : response;
  }

  /**
   * Returns whether a body is really compressed. OkHttp would lose a plain body whose header says
   * gzip, for example from a proxy.
   */
  private static boolean isCompressed(BufferedSource body) throws IOException {
    return body.request(2)
        && (body.getBuffer().getByte(0) & 0xff) == 0x1f
        && (body.getBuffer().getByte(1) & 0xff) == 0x8b;
  }

  private RequestSigner.Signed sign(Merchant merchant, Request request, byte[] body)
      throws IOException {
    String query = request.url().encodedQuery();
    String path = request.url().encodedPath();
    String target = query == null ? path : path + '?' + query;
    try {
      return signer.sign(merchant, request.method(), target, body);
    } catch (Exception | Error e) {
      throw new NotSignedException(e);
    }
  }

  /** Reads the body once, because it may give different bytes each time it is read. */
  private static byte[] bytes(@Nullable RequestBody body) throws IOException {
    if (body instanceof HttpTranslation.KnownBody known) {
      return known.copy();
    }
    Buffer sink = new Buffer();
    if (body != null) {
      body.writeTo(sink);
    }
    return sink.readByteArray();
  }

  private static Request.Builder withBody(Request request, byte[] body, AttemptTag tag) {
    Request.Builder sent = request.newBuilder().removeHeader("Transfer-Encoding");
    if (request.body() == null) {
      return sent.removeHeader("Content-Length");
    }
    MediaType type = request.body().contentType();
    return sent.method(request.method(), new HttpTranslation.KnownBody(body, type, tag))
        .header("Content-Length", Integer.toString(body.length));
  }

  /** Drops the type of an empty body, because OkHttp would parse it with a regular expression. */
  private static Response withoutContentTypeIfEmpty(Response response) {
    ResponseBody body = response.body();
    return body != null && body.contentLength() == 0
        ? response.newBuilder().body(ResponseBody.create(body.source(), null, 0)).build()
        : response;
  }

  /**
   * The request could not be signed. {@link AttemptFailure} turns it into a {@code
   * RequestNotSignedException}. It is a {@code ProtocolException}, so that OkHttp tries no other
   * route.
   */
  static final class NotSignedException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    NotSignedException(Throwable cause) {
      super("The request could not be signed");
      initCause(cause);
    }
  }
}
