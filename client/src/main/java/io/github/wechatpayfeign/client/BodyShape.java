package io.github.wechatpayfeign.client;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.util.Set;

/**
 * Tells which answers have a body. The status line is not signed, but the body is: a recorded
 * answer whose status was changed no longer fits it where one of the two has a body and the other
 * one has none.
 *
 * @see <a href="https://pay.weixin.qq.com/wiki/doc/apiv3/Share/error_code.shtml">the statuses</a>
 */
final class BodyShape {

  /** RFC 9110, 6.4.1 and 15.3.6: no answer with one of these has a body. */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  private BodyShape() {}

  /**
   * Returns if the body fits the status and the request.
   *
   * @throws VerificationFailure otherwise
   */
  static void check(Response response, byte[] body) throws VerificationFailure {
    int status = response.status();
    boolean head = response.request().httpMethod() == Request.HttpMethod.HEAD;
    if (body.length > 0 && (head || WITHOUT_BODY.contains(status))) {
      throw new VerificationFailure(
          Reason.UNEXPECTED_BODY,
          "the answer has a body of "
              + body.length
              + " bytes, but "
              + (head ? "an answer to HEAD" : "a " + status)
              + " has none");
    }
    if (body.length == 0
        && !head
        && !WITHOUT_BODY.contains(status)
        && SuccessStatus.isReadFromBody(response.request(), status)) {
      throw new VerificationFailure(
          Reason.MISSING_BODY,
          "the answer has no body, but a " + status + " of this method has one");
    }
  }
}
