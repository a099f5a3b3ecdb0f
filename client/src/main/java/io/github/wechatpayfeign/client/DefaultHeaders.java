package io.github.wechatpayfeign.client;

import okhttp3.Request;

/**
 * The default headers of every request to APIv3. They are added below Feign, because Feign
 * allocates about 3 KB for each header of a request.
 */
final class DefaultHeaders {

  private static final String JSON = "application/json";

  private DefaultHeaders() {}

  /**
   * Adds the headers that are missing.
   *
   * @param declared the request as Feign made it; an {@code Accept} that it does not have was added
   *     later, by Feign's client, and is replaced
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
