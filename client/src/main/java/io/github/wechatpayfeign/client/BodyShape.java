package io.github.wechatpayfeign.client;

import feign.Request.HttpMethod;
import feign.Response;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.signing.VerificationFailure;

/** Checks that an answer has a body if its method needs one. */
final class BodyShape {

  private BodyShape() {}

  /**
   * Checks that the answer has a body if the method's result is read from it. The status line is
   * not signed, so without this check a recorded 204 of a close could pass as the 200 of a query.
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
          "the answer has no body, but a " + response.status() + " of this method must have one");
    }
  }
}
