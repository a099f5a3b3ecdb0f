package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import feign.FeignException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A missing key advises to fix the credentials only if the failed download says so. */
class NoVerificationKeyExceptionTest {

  private static final CallFacts AFTER_DOUBT = new CallFacts(2, true);

  static Stream<Throwable> downloadsThatWereSlowInterruptedLostOrBroken() {
    return Stream.of(
        new TimeoutException(),
        new InterruptedException(),
        new CancellationException(),
        new IOException("reset"),
        new InterruptedIOException("timeout"),
        new SocketTimeoutException("timeout"),
        new RejectedExecutionException("no thread"),
        new IllegalArgumentException("wrapped", new InterruptedException()),
        new UncheckedIOException(new IOException("reset")),
        new ExecutionException(new TimeoutException()),
        new CompletionException(new IOException("reset")),
        FeignException.errorStatus("", Answers.of(502, "")),
        TransportException.beforeSending(new ConnectException("refused"), AFTER_DOUBT),
        TransportException.afterSending(new SocketTimeoutException("t"), CallFacts.FIRST_ATTEMPT),
        new UnusableAnswerException("no JSON", 200, new byte[0], Map.of()),
        new CallHeldBackException(new IllegalStateException("the circuit breaker is open")));
  }

  /** The failure may be wrapped by a future, by the client, or by both. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("downloadsThatWereSlowInterruptedLostOrBroken")
  void advisesToRetryIfTheDownloadMayWorkLater(Throwable failure) {
    for (RuntimeException cause :
        Stream.of(
                new IllegalStateException("the download was broken off (" + failure + ")", failure),
                new IllegalStateException(new ExecutionException(failure)),
                new CompletionException(failure))
            .toList()) {
      assertThat(thrown(cause).next()).isEqualTo(NextStep.RETRY_LATER);
      assertThat(thrown(cause).retryable()).isTrue();
    }
    if (failure instanceof RuntimeException cause) {
      assertThat(thrown(cause).next()).isEqualTo(NextStep.RETRY_LATER);
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "400, PARAM_ERROR, FIX_CREDENTIALS_OR_CLOCK",
    "401, SIGN_ERROR, FIX_CREDENTIALS_OR_CLOCK",
    "401, , FIX_CREDENTIALS_OR_CLOCK",
    "403, NO_AUTH, FIX_CREDENTIALS_OR_CLOCK",
    "403, , FIX_CREDENTIALS_OR_CLOCK",
    "404, RESOURCE_NOT_EXISTS, FIX_CREDENTIALS_OR_CLOCK",
    "403, RULE_LIMIT, RETRY_LATER",
    "400, SYSTEM_ERROR, RETRY_LATER",
    "408, , RETRY_LATER",
    "429, FREQUENCY_LIMITED, RETRY_LATER",
    "500, SYSTEM_ERROR, RETRY_LATER",
    "500, OPENID_MISMATCH, RETRY_LATER",
    "502, , RETRY_LATER",
    "202, , RETRY_LATER",
    "302, , RETRY_LATER"
  })
  void advisesToFixTheCredentialsIfTheDownloadIsRefusedForGood(
      int status, String code, NextStep next) {
    String body = code == null ? "<html>" : "{\"code\":\"" + code + "\"}";
    WechatPayErrorDecoder decoder = new WechatPayErrorDecoder();

    WechatPayException refused = decoder.decode("", Answers.of(status, body));
    WechatPayException refusedAfterDoubt =
        decoder.decode("", AFTER_DOUBT.addTo(Answers.of(status, body)));

    assertThat(thrown(refused).next()).isEqualTo(next);
    assertThat(thrown(refusedAfterDoubt).next()).as("after an attempt in doubt").isEqualTo(next);
    assertThat(thrown(new IllegalStateException(refused)).next()).as("wrapped").isEqualTo(next);
  }

  @ParameterizedTest
  @EnumSource
  void advisesToFixTheCredentialsIfTheDownloadIsUselessWithTheseKeys(Reason reason) {
    boolean otherKey =
        reason == Reason.UNREADABLE_CERTIFICATES || reason == Reason.WRONG_SIGNATURE_TYPE;
    WechatPayException notVerified =
        new ResponseNotVerifiedException(
            reason, "m", 200, new byte[0], Map.of(), CallFacts.FIRST_ATTEMPT);

    assertThat(thrown(notVerified).next())
        .isEqualTo(otherKey ? NextStep.FIX_CREDENTIALS_OR_CLOCK : NextStep.RETRY_LATER);
  }

  @Test
  void advisesToFixTheCredentialsIfTheDownloadCannotBeOpened() {
    for (RuntimeException cause :
        Stream.of(
                new IllegalStateException("The APIv3 key does not open the certificates"),
                new IllegalStateException("not opened", new GeneralSecurityException("tag")),
                new CompletionException(new IllegalStateException("not opened")),
                new IllegalArgumentException("not a key"))
            .toList()) {
      assertThat(thrown(cause).next()).isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
      assertThat(thrown(cause).retryable()).isFalse();
    }
  }

  @Test
  void isRejectedBecauseNothingWasSent() {
    assertThat(thrown(new IllegalStateException("cannot be decrypted")).outcome())
        .isEqualTo(Outcome.REJECTED);
  }

  @Test
  void survivesACircleOfCauses() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException other = new IllegalStateException("other", one);
    one.initCause(other);

    assertThat(thrown(other).next()).isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
  }

  private static NoVerificationKeyException thrown(RuntimeException cause) {
    return new NoVerificationKeyException(cause, CallFacts.NO_ATTEMPT);
  }
}
