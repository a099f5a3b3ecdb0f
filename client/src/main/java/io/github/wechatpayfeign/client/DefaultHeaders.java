package io.github.wechatpayfeign.client;

import okhttp3.Request;

/**
 * The headers that every request to APIv3 carries unless it says otherwise. They are added under
 * Feign, which spends about 3 KB on each header that a request has there.
 */
final class DefaultHeaders {

  private static final String JSON = "application/json";

  private DefaultHeaders() {}

  /**
   * Adds what is missing.
   *
   * @param declared the request as Feign made it; an {@code Accept} that is not there was added
   *     since, and means nothing
   */
  static void addTo(Request request, feign.Request declared, Request.Builder sent) {
    if (!declared.headers().containsKey("Accept")) {
      sent.header("Accept", JSON);
    }
    boolean typed = request.body() != null && request.body().contentType() != null;
    if (!typed && request.header("Content-Type") == null) {
      sent.header("Content-Type", JSON);
    }
    if (request.header("User-Agent") == null) {
      sent.header("User-Agent", UserAgent.VALUE);
    }
  }
}
