package io.github.wechatpayfeign.signing;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.io.InputStream;

/** Turns what the HTTP client brought into an {@link Answer}: nothing unverified passes. */
final class AnswerReader {

  private static final int LONGEST_BODY = 1024 * 1024;

  private final ResponseVerifier verifier;
  private final WechatPayErrorDecoder errors = new WechatPayErrorDecoder();

  AnswerReader(ResponseVerifier verifier) {
    this.verifier = verifier;
  }

  Answer read(Request request, Response response, CallFacts facts, Trust trust) {
    if (response.status() < 200 || response.status() > 299) {
      return readError(facts.addTo(WechatPayErrorDecoder.buffer(response)), facts, trust);
    }
    byte[] body;
    try {
      body = readToLimit(response);
    } catch (IOException brokenOff) {
      return Answer.failure(TransportException.afterSending(brokenOff, facts));
    }
    try {
      verify(response, body, trust);
    } catch (NotVerified e) {
      return Answer.failure(notVerified(e, response, body, facts));
    }
    Response verified = facts.addTo(withBody(response, body));
    return SuccessStatus.fits(request, verified.status())
        ? Answer.success(verified)
        : Answer.failure(errors.decode("", verified));
  }

  private Answer readError(Response response, CallFacts facts, Trust trust) {
    if (SignatureHeaders.present(response.headers())) {
      byte[] body = readBuffered(response);
      try {
        verify(response, body, trust);
      } catch (NotVerified e) {
        return Answer.failure(notVerified(e, response, body, facts));
      }
    }
    return Answer.error(response, errors.decode("", response));
  }

  /**
   * Returns the failure of an attempt that no answer came to, and throws what broke it, where that
   * is anything but the network.
   */
  static Answer failed(IOException failure, CallFacts facts) {
    // OkHttp wraps the exception of an interceptor when the time for the whole call is up.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Attempt.NothingSentException nothingSent) {
        return Answer.failure(TransportException.beforeSending(nothingSent.failure(), facts));
      }
      if (cause instanceof Attempt.BrokenException broken) {
        throw broken.rethrown();
      }
    }
    return Answer.failure(TransportException.afterSending(failure, facts));
  }

  private void verify(Response response, byte[] body, Trust trust) throws NotVerified {
    if (body.length > LONGEST_BODY) {
      throw new NotVerified(Reason.BODY_TOO_LONG, "the body is longer than 1 MiB");
    }
    verifier.verify(response.headers(), body, trust);
  }

  private static WechatPayException notVerified(
      NotVerified finding, Response response, byte[] body, CallFacts facts) {
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
      return in.readNBytes(LONGEST_BODY + 1);
    }
  }
}
