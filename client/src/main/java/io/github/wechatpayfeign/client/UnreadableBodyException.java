package io.github.wechatpayfeign.client;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Ends an exchange whose answer has a body of negative length: OkHttp can neither read nor skip it.
 */
final class UnreadableBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  UnreadableBodyException(Response response) {
    super("The answer has a negative Content-Length");
    this.response = response;
  }

  /** Returns the answer without its body: status and headers are worth as much as before. */
  Response answer() {
    return response.newBuilder().body(ResponseBody.create("", null)).build();
  }
}
