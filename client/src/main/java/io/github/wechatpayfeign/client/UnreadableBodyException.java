package io.github.wechatpayfeign.client;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Ends an exchange whose answer has a negative {@code Content-Length}: OkHttp can neither read nor
 * skip the body. {@link SigningInterceptor} throws it; {@link SendOnce} catches it, and goes on
 * with the answer without its body.
 */
final class UnreadableBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  UnreadableBodyException(Response response) {
    super("The answer has a negative Content-Length");
    this.response = response;
  }

  /** Returns the answer without its body; its status and headers are still of use. */
  Response answer() {
    return response.newBuilder().body(ResponseBody.create("", null)).build();
  }
}
