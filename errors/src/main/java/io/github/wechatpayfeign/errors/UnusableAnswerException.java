package io.github.wechatpayfeign.errors;

import java.util.Collection;
import java.util.Map;

/**
 * A success whose signature is right, but whose content cannot be used: its body is not JSON of the
 * expected form, or does not belong to the request. The outcome is unknown.
 */
public final class UnusableAnswerException extends WechatPayException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param finding what is wrong with the answer, as a sentence without its full stop
   * @param status the HTTP status of the answer
   * @param body the body
   * @param headers the headers of the answer, with those that the client added
   */
  public UnusableAnswerException(
      String finding, int status, byte[] body, Map<String, Collection<String>> headers) {
    super(
        status,
        "HTTP " + status + " not usable: " + Texts.oneLine(finding),
        body,
        headers,
        Outcome.UNKNOWN,
        NextStep.QUERY_ORDER,
        CallFacts.of(headers));
  }
}
