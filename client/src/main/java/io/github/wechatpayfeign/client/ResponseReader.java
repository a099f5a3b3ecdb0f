package io.github.wechatpayfeign.client;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import io.github.wechatpayfeign.signing.VerificationFailure;
import java.io.IOException;
import java.io.InputStream;

/** Turns what the HTTP client brought into an {@link AttemptResult}: nothing unverified passes. */
final class ResponseReader {

  private static final int MAX_BODY = 1024 * 1024;

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
  AttemptResult read(Request request, Response response, Attempt attempt) {
    CallFacts facts = factsOf(attempt, response.status());
    MerchantTrust trust = attempt.trust();
    if (response.status() < 200 || response.status() > 299) {
      return readError(facts.addTo(WechatPayErrorDecoder.buffer(response)), facts, trust);
    }
    byte[] body;
    try {
      body = readToLimit(response);
    } catch (IOException brokenOff) {
      IOException failure = attempt.timedOut() ? AttemptFailure.timeout(brokenOff) : brokenOff;
      return AttemptResult.failure(TransportException.afterSending(failure, facts));
    }
    try {
      requireReceived(attempt, response.status());
      verify(response, body, trust);
    } catch (VerificationFailure e) {
      return AttemptResult.failure(notVerified(e, response, body, facts));
    }
    Response verified = withBody(response, body);
    if (!SuccessStatus.fits(request, verified.status())) {
      return AttemptResult.failure(errors.decode("", facts.addTo(verified)));
    }
    // Only a decoder needs the facts; where there is none, the caller may look at the headers.
    CallFacts needed = SuccessStatus.returnsSomething(request) ? facts : CallFacts.FIRST_ATTEMPT;
    return AttemptResult.success(needed.addTo(verified));
  }

  private AttemptResult readError(Response response, CallFacts facts, MerchantTrust trust) {
    if (ResponseVerifier.isSigned(response.headers())) {
      byte[] body = readBuffered(response);
      try {
        verify(response, body, trust);
      } catch (VerificationFailure e) {
        return AttemptResult.failure(notVerified(e, response, body, facts));
      }
    }
    return AttemptResult.error(response, errors.decode("", response));
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

  private void verify(Response response, byte[] body, MerchantTrust trust)
      throws VerificationFailure {
    if (body.length > MAX_BODY) {
      throw new VerificationFailure(Reason.BODY_TOO_LONG, "the body is longer than 1 MiB");
    }
    ResponseVerifier.Verified verified = verifier.verify(response.headers(), body, trust);
    BodyShape.check(response, body);
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

  private static Response withBody(Response response, byte[] body) {
    return response.body() == null ? response : response.toBuilder().body(body).build();
  }

  private static byte[] readBuffered(Response response) {
    try {
      return readToLimit(response);
    } catch (IOException e) {
      throw new IllegalStateException("A buffered body can be read", e);
    }
  }

  private static byte[] readToLimit(Response response) throws IOException {
    if (response.body() == null) {
      return new byte[0];
    }
    try (InputStream in = response.body().asInputStream()) {
      return in.readNBytes(MAX_BODY + 1);
    }
  }
}
