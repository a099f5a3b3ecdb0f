package io.github.wechatpayfeign.signing;

import feign.Request.HttpMethod;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The body of an answer that is to be verified: how much of it is read, and what it has to be. */
final class AnswerBody {

  /** An answer of WeChat Pay is a few KB; a longer body is an attack or another server. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** RFC 9110, 6.4.1 and 15.3.6: no answer with one of these has a body. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  private AnswerBody() {}

  /**
   * Reads a body, to 1 MiB and a byte.
   *
   * @throws IOException if the connection breaks off
   */
  static byte[] read(Response response) throws IOException {
    if (response.body() == null) {
      return new byte[0];
    }
    try (InputStream in = response.body().asInputStream()) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  /**
   * Checks that a body was read to its end, before its signature is looked at.
   *
   * @throws VerificationFailure if it is longer than 1 MiB
   */
  static void requireWhole(byte[] body) throws VerificationFailure {
    if (body.length > MAX_BYTES) {
      throw new VerificationFailure(Reason.BODY_TOO_LONG, "the body is longer than 1 MiB");
    }
  }

  /**
   * Checks that an answer has no body if its status allows none. The status line is not signed, but
   * the body is: the recorded answer to a query must not pass as the 204 of a close.
   *
   * @throws VerificationFailure if there is a body where there must be none
   */
  static void requireFits(Response response, byte[] body) throws VerificationFailure {
    if (body.length > 0 && !mayHaveBody(response)) {
      throw new VerificationFailure(
          Reason.UNEXPECTED_BODY,
          "the answer has a body of "
              + body.length
              + " bytes, but "
              + (isToHead(response) ? "an answer to HEAD" : "a " + response.status())
              + " has none");
    }
  }

  private static boolean mayHaveBody(Response response) {
    return !isToHead(response) && !WITHOUT_BODY.contains(response.status());
  }

  private static boolean isToHead(Response response) {
    return response.request().httpMethod() == HttpMethod.HEAD;
  }
}
