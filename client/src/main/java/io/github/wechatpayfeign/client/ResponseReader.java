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

/** Turns the HTTP client's response into an {@link AttemptResult}; verifies each success. */
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
   * @param attempt the attempt that the answer should belong to; it is closed
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
    // A decoder reads the facts for its exceptions. Without one, the caller would see these
    // headers.
    return AttemptResult.success(
        (success.isDecoded() ? facts : CallFacts.FIRST_ATTEMPT).addTo(verified));
  }

  /**
   * Reads an error answer, and decodes it, because the exception says whether the call is repeated.
   * If the answer ends the call, Feign decodes the same bytes again, because Feign must call the
   * {@code ErrorDecoder} that the user set. That decoder gets only the response, so the facts of
   * the call are added to it as headers.
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
   * Returns the facts of the call. If the reported status did not come from the network, an
   * interceptor made the answer up: then a request that was sent may have taken effect.
   */
  private static CallFacts factsOf(Attempt attempt, int status) {
    CallFacts facts = attempt.facts();
    return attempt.maybeSent() && !attempt.hasReceived(status)
        ? new CallFacts(facts.attempts(), true)
        : facts;
  }

  /** Checks that the status came from the network as the answer to this request. */
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
    // Last, so that only verified answers fill the memory.
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
