package io.github.wechatpayfeign.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Signs each request at the last step before the wire, from the URL and the body that OkHttp is
 * about to write: what is signed is what is sent.
 */
final class SigningInterceptor implements Interceptor {

  private final RequestSigner signer;

  SigningInterceptor(RequestSigner signer) {
    this.signer = signer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Attempt attempt = Attempt.of(request);
    attempt.connect();
    RequestSigner.Signed signed = sign(request);
    attempt.sending(signed.request());
    return chain.proceed(
        request.newBuilder().header("Authorization", signed.authorization()).build());
  }

  private RequestSigner.Signed sign(Request request) throws IOException {
    String query = request.url().encodedQuery();
    String target = request.url().encodedPath() + (query == null ? "" : '?' + query);
    try {
      return signer.sign(request.method(), target, body(request.body()));
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
