package io.github.wechatpayfeign.client;

import feign.Request.HttpMethod;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.signing.VerificationFailure;

/** Checks that an answer has the body that the method needs. */
final class BodyShape {

  private BodyShape() {}

  /**
   * Checks that there is a body if the method returns what it holds. The status line is not signed:
   * the recorded 204 of a close must not pass as the 200 of a query.
   *
   * @throws VerificationFailure if there is none
   */
  static void check(Response response, byte[] body, SuccessStatus success)
      throws VerificationFailure {
    if (body.length == 0
        && response.request().httpMethod() != HttpMethod.HEAD
        && success.isReadFromBody(response.status())) {
      throw new VerificationFailure(
          Reason.MISSING_BODY,
          "the answer has no body, but a " + response.status() + " of this method has one");
    }
  }
}
