package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;

import feign.Request;
import feign.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Answers of a gateway, as Feign passes them to an error decoder. */
final class Answers {

  private Answers() {}

  static Response of(int status, String body) {
    return of(status, body.getBytes(UTF_8));
  }

  static Response of(int status, byte[] body) {
    return builder(status).body(body).build();
  }

  static Response.Builder builder(int status) {
    Map<String, Collection<String>> secret = Map.of("Authorization", List.of("secret"));
    return Response.builder()
        .status(status)
        .headers(Map.of("request-id", List.of("08F78BB5AF0610D302-268435461")))
        .request(
            Request.create(Request.HttpMethod.POST, "https://x/close", secret, null, UTF_8, null));
  }
}
