package io.github.wechatpayfeign.signing;

import feign.Request.HttpMethod;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The rules for the body of an answer: how much of it is read, and whether it may have one. */
final class AnswerBody {

  /**
   * Answers of WeChat Pay have a few KB; a longer body comes from an attacker or another server.
   */
  private static final int MAX_BYTES = 1024 * 1024;

  /** RFC 9110, 6.4.1 and 15.3.6: an answer with one of these statuses has no body. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  private AnswerBody() {}

  /**
   * Reads a body, up to 1 MiB and one byte: that byte shows that the body is too long.
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
   * Checks that a body was read to its end. Call this before verifying the signature.
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
   * the body is. Without this check, the recorded answer to a query could pass as the 204 of a
   * close.
   *
   * @throws VerificationFailure if there is a body although the status allows none
   */
  static void requireFits(Response response, byte[] body) throws VerificationFailure {
    if (body.length > 0 && !mayHaveBody(response)) {
      throw new VerificationFailure(
          Reason.UNEXPECTED_BODY,
          "the answer has a body of "
              + body.length
              + " bytes, but "
              + (isToHead(response) ? "an answer to HEAD" : "a " + response.status())
              + " must have none");
    }
  }

  private static boolean mayHaveBody(Response response) {
    return !isToHead(response) && !WITHOUT_BODY.contains(response.status());
  }

  private static boolean isToHead(Response response) {
    return response.request().httpMethod() == HttpMethod.HEAD;
  }
}
