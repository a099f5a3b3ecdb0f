package io.github.wechatpayfeign.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Signs each request at the last step before the wire, from the URL and the body that OkHttp is
 * about to write: what is signed is what is sent. It also asks for the key that the answer is to be
 * signed with, unless the request does so itself.
 */
final class SigningInterceptor implements Interceptor {

  private static final String SERIAL = "Wechatpay-Serial";

  private final RequestSigner signer;

  SigningInterceptor(RequestSigner signer) {
    this.signer = signer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Attempt attempt = Attempt.of(request);
    attempt.connect();
    RequestSigner.Signed signed = sign(attempt.trust().merchant(), request);
    attempt.sending(signed.request());
    Request.Builder sent = request.newBuilder().header("Authorization", signed.authorization());
    String wanted = attempt.trust().wanted();
    if (wanted != null && request.header(SERIAL) == null) {
      sent.header(SERIAL, wanted);
    }
    return withoutTypeOfNothing(chain.proceed(sent.build()));
  }

  /** OkHttp reads the type of each body by a regular expression, also where there is no body. */
  private static Response withoutTypeOfNothing(Response response) {
    ResponseBody body = response.body();
    return body != null && body.contentLength() == 0
        ? response.newBuilder().body(ResponseBody.create(body.source(), null, 0)).build()
        : response;
  }

  private RequestSigner.Signed sign(Merchant merchant, Request request) throws IOException {
    String query = request.url().encodedQuery();
    String target = request.url().encodedPath() + (query == null ? "" : '?' + query);
    try {
      return signer.sign(merchant, request.method(), target, body(request.body()));
    } catch (GeneralSecurityException e) {
      // An asynchronous call would never end with any other kind of exception.
      throw new IOException("The request could not be signed", e);
    }
  }

  private static byte[] body(@Nullable RequestBody body) throws IOException {
    Buffer sink = new Buffer();
    if (body != null) {
      body.writeTo(sink);
    }
    return sink.readByteArray();
  }
}
