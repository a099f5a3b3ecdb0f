package io.github.wechatpayfeign.client;

import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.SignedRequest;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.io.IOException;

/** Turns what the HTTP client brought into an {@link AttemptResult}: nothing unverified passes. */
final class ResponseReader {

  private final ResponseVerifier verifier;
  private final ReplayMemory believed;
  private final WechatPayErrorDecoder errors = new WechatPayErrorDecoder();

  ResponseReader(ResponseVerifier verifier, ReplayMemory believed) {
    this.verifier = verifier;
    this.believed = believed;
  }

  /**
   * Reads an answer.
   *
   * @param attempt the attempt, closed, that the answer is said to belong to
   */
  AttemptResult read(ApiCall api, Response response, Attempt attempt) {
    CallFacts facts = factsOf(attempt, response.status());
    SuccessStatus success = api.method().success();
    if (response.status() < 200 || response.status() > 299) {
      return readError(WechatPayErrorDecoder.buffer(response), facts, attempt, success);
    }
    byte[] body;
    try {
      body = ResponseVerifier.readBody(response);
    } catch (IOException brokenOff) {
      IOException failure = attempt.timedOut() ? AttemptFailure.timeout(brokenOff) : brokenOff;
      return AttemptResult.failure(TransportException.afterSending(failure, facts));
    }
    try {
      requireReceived(attempt, response.status());
      verify(response, body, attempt.trust(), success);
    } catch (VerificationFailure e) {
      return AttemptResult.failure(notVerified(e, response, body, facts));
    }
    Response verified =
        response.body() == null ? response : response.toBuilder().body(body).build();
    if (!success.fits(verified.status())) {
      return AttemptResult.failure(errors.decode(verified, facts, null));
    }
    // A decoder needs the facts for what it throws; without one, the caller sees the headers.
    return AttemptResult.success(
        (success.isDecoded() ? facts : CallFacts.FIRST_ATTEMPT).addTo(verified));
  }

  /**
   * Reads an error answer, and decodes it to know whether the call is repeated. Feign decodes the
   * same bytes again: it has to ask the {@code ErrorDecoder} of the user, and only then does the
   * client need what it knows in headers.
   */
  private AttemptResult readError(
      Response response, CallFacts facts, Attempt attempt, SuccessStatus success) {
    if (ResponseVerifier.isSigned(response.headers())) {
      byte[] body = readBuffered(response);
      try {
        verify(response, body, attempt.trust(), success);
      } catch (VerificationFailure e) {
        return AttemptResult.failure(notVerified(e, response, body, facts));
      }
    }
    SignedRequest signed = attempt.sent();
    return AttemptResult.error(
        SignedRequest.addTo(facts.addTo(response), signed), errors.decode(response, facts, signed));
  }

  /**
   * Returns the facts of the call. A request that was sent may have taken effect although another
   * status is reported than came from the wire, as by an interceptor that makes up an answer.
   */
  private static CallFacts factsOf(Attempt attempt, int status) {
    CallFacts facts = attempt.facts();
    return attempt.maybeSent() && !attempt.hasReceived(status)
        ? new CallFacts(facts.attempts(), true)
        : facts;
  }

  /** A success belongs to this request only if it came from the wire as an answer to it. */
  private static void requireReceived(Attempt attempt, int status) throws VerificationFailure {
    if (!attempt.hasReceived(status)) {
      throw new VerificationFailure(
          Reason.NOT_RECEIVED,
          "no answer with this status came from the network; an interceptor made it up");
    }
  }

  private void verify(Response response, byte[] body, MerchantTrust trust, SuccessStatus success)
      throws VerificationFailure {
    ResponseVerifier.Verified verified = verifier.verify(response, body, trust);
    BodyShape.check(response, body, success);
    // Last of all: what is not believed must not fill the memory.
    if (!believed.add(verified.serial(), verified.nonce())) {
      throw new VerificationFailure(
          Reason.REPLAYED,
          "the same answer was received before: a cache, a proxy or an attacker repeats answers");
    }
  }

  private static WechatPayException notVerified(
      VerificationFailure finding, Response response, byte[] body, CallFacts facts) {
    return new ResponseNotVerifiedException(
        finding.reason(), finding.finding(), response.status(), body, response.headers(), facts);
  }

  private static byte[] readBuffered(Response response) {
    try {
      return ResponseVerifier.readBody(response);
    } catch (IOException e) {
      throw new IllegalStateException("A buffered body can be read", e);
    }
  }
}
