package io.github.wechatpayfeign.errors;

import feign.Response;
import feign.TypedResponse;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For HTTP clients that feed this {@linkplain WechatPayErrorDecoder decoder}; callers never need
 * it. It holds facts of a call that are not in the answer. A client adds them to an error answer,
 * and the decoder reads them from there.
 *
 * @param attempts how often the client sent the request, or tried to, so far; 0 before the first
 *     attempt
 * @param earlierUnknown whether an attempt before the last one may have taken effect: then even a
 *     refusal of the last one does not mean that nothing changed
 */
public record CallFacts(int attempts, boolean earlierUnknown) {

  /** The facts of a call that ended before its first attempt. */
  public static final CallFacts NO_ATTEMPT = new CallFacts(0, false);

  /** The facts of a call whose first attempt is its last. */
  public static final CallFacts FIRST_ATTEMPT = new CallFacts(1, false);

  private static final String HEADER = "Wechatpay-Feign-Call";
  private static final Pattern VALUE =
      Pattern.compile("attempts=([0-9]{1,9});unknown=(true|false)");

  /**
   * Creates facts.
   *
   * @throws IllegalArgumentException if the number of attempts is negative
   */
  public CallFacts {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts must be 0 or more, but is " + attempts);
    }
  }

  /** Returns the response with these facts; they replace any facts that it has. */
  public Response addTo(Response response) {
    // Not by equals: a JVM spends 20 ms on the first comparison of two records.
    boolean usual = attempts == FIRST_ATTEMPT.attempts && !earlierUnknown;
    return ResponseHeaders.with(
        response, HEADER, usual ? null : "attempts=" + attempts + ";unknown=" + earlierUnknown);
  }

  /** Returns what a caller sees of a response: without facts that a client added for a decoder. */
  @SuppressWarnings("unchecked") // Feign's builder forgets its type.
  public static <T> TypedResponse<T> removeFrom(TypedResponse<T> response) {
    if (!response.headers().containsKey(HEADER)) {
      return response;
    }
    return TypedResponse.<T>builder()
        .status(response.status())
        .reason(response.reason())
        .headers(ResponseHeaders.without(response.headers(), HEADER))
        .body(response.body())
        .request(response.request())
        .protocolVersion(response.protocolVersion())
        .build();
  }

  /** Reads the facts of an answer. There was at least one attempt, because there is an answer. */
  static CallFacts of(Map<String, Collection<String>> headers) {
    String value = ResponseHeaders.first(headers, HEADER);
    Matcher matcher = VALUE.matcher(value == null ? "" : value);
    return matcher.matches()
        ? new CallFacts(
            Math.max(1, Integer.parseInt(matcher.group(1))), Boolean.parseBoolean(matcher.group(2)))
        : FIRST_ATTEMPT;
  }

  Outcome outcome(Outcome ofLastAttempt) {
    return earlierUnknown ? Outcome.UNKNOWN : ofLastAttempt;
  }

  /**
   * Returns the next step. If an earlier attempt may have succeeded, a later refusal cannot be
   * trusted: query the order.
   */
  NextStep next(Outcome ofLastAttempt, NextStep next) {
    return earlierUnknown && ofLastAttempt == Outcome.REJECTED ? NextStep.QUERY_ORDER : next;
  }

  String describe() {
    return attempts <= 1 ? "" : ", attempts " + attempts;
  }
}
