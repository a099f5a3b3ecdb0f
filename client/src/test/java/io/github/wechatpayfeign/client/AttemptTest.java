package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.RequestNotSignedException;
import io.github.wechatpayfeign.errors.SignedRequest;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The record of what may have left decides about the outcome, in whatever order threads run. */
class AttemptTest {

  private static final SignedRequest SIGNED = new SignedRequest("POST", "/v3/x", 1, "0A", 10);

  private final OngoingCall call = FailedAttempts.call();
  private final Attempt attempt = Objects.requireNonNull(call.begin(FailedAttempts.ANY_TRUST));

  @Test
  void sendsItsRequestOnce() throws Exception {
    attempt.send(SIGNED);

    assertThatThrownBy(() -> attempt.send(SIGNED))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("interceptors must not");
    assertThat(attempt.maybeSent()).isTrue();
  }

  @Test
  void sendsNothingAfterItsCallIsOver() {
    assertThat(call.end()).isTrue();

    assertThatThrownBy(() -> attempt.send(SIGNED)).isInstanceOf(ProtocolException.class);
    assertThat(attempt.maybeSent()).isFalse();
    assertThat(call.timeUp().outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void beginsNothingAfterItsCallIsOver() {
    assertThat(call.end()).isTrue();

    assertThat(call.begin(FailedAttempts.ANY_TRUST)).isNull();
    assertThat(call.end()).as("a call ends once").isFalse();
  }

  @Test
  void sendsNothingAfterItsAnswerWasRead() {
    attempt.close();

    assertThatThrownBy(() -> attempt.send(SIGNED)).isInstanceOf(ProtocolException.class);
  }

  /** Whichever thread is first, verdict and record agree. */
  @Test
  void neverSaysRejectedWhereItsRequestWasSentAtTheSameMoment() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    int sent = 0;
    for (int i = 0; i < 2_000; i++) {
      OngoingCall raced = FailedAttempts.call();
      Attempt last = Objects.requireNonNull(raced.begin(FailedAttempts.ANY_TRUST));
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Boolean> sending =
          threads.submit(
              () -> {
                start.await();
                try {
                  last.send(SIGNED);
                  return true;
                } catch (ProtocolException over) {
                  return false;
                }
              });
      Future<Outcome> ending =
          threads.submit(
              () -> {
                start.await();
                assertThat(raced.end()).isTrue();
                return raced.timeUp().outcome();
              });

      boolean wasSent = sending.get();
      sent += wasSent ? 1 : 0;
      assertThat(ending.get()).isEqualTo(wasSent ? Outcome.UNKNOWN : Outcome.REJECTED);
    }
    threads.shutdown();
    System.out.println("Sent before the end in " + sent + " of 2000 races");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("lost"), TransportException.class),
        Arguments.of(new InterruptedIOException("timeout"), TransportException.class),
        Arguments.of(new IllegalStateException("bug"), LocalFailureException.class),
        Arguments.of(new NoSuchMethodError("class path"), LocalFailureException.class),
        Arguments.of(new Exception("checked"), LocalFailureException.class),
        // A call of another kind that an interceptor made says nothing about this one.
        Arguments.of(
            TransportException.beforeSending(new IOException("other"), CallFacts.FIRST_ATTEMPT),
            LocalFailureException.class));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isRejectedBeforeAndUnknownAfterSendingWhateverBrokeIt(
      Throwable failure, Class<? extends WechatPayException> type) throws Exception {
    attempt.fail(failure);
    WechatPayException before = AttemptFailure.of(attempt, new IOException("wrapped", failure));
    attempt.send(SIGNED);
    WechatPayException after = AttemptFailure.of(attempt, new IOException("wrapped", failure));

    assertThat(before).isInstanceOf(type).hasMessageContaining("Nothing was sent");
    assertThat(before.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(after).isInstanceOf(type).hasMessageContaining("after the request was sent");
    assertThat(after.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(after.next()).isEqualTo(NextStep.QUERY_ORDER);
  }

  static Stream<Arguments> signingFailures() {
    return Stream.of(
        Arguments.of(new InvalidKeyException("no"), NextStep.FIX_CREDENTIALS_OR_CLOCK, false),
        Arguments.of(new ProviderException("token"), NextStep.RETRY_LATER, true),
        Arguments.of(new IllegalStateException("clock"), NextStep.RETRY_LATER, true),
        Arguments.of(new NoClassDefFoundError("x"), NextStep.RETRY_LATER, false));
  }

  @ParameterizedTest
  @MethodSource("signingFailures")
  void saysThatTheRequestCouldNotBeSigned(Throwable cause, NextStep next, boolean retryable) {
    attempt.fail(new SigningInterceptor.NotSignedException(cause));

    WechatPayException failure = AttemptFailure.of(attempt, new IOException("x"));

    assertThat(failure).isInstanceOf(RequestNotSignedException.class).hasCause(cause);
    assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(failure.next()).isEqualTo(next);
    assertThat(failure.retryable()).isEqualTo(retryable);
  }

  @Test
  void saysOnlyThatTimeIsUpWhereCodeFailedBecauseOfThat() {
    attempt.fail(new IllegalStateException(new InterruptedException()));

    assertThat(AttemptFailure.of(attempt, new InterruptedIOException("timeout")))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("timeout");
  }

  @Test
  void remembersAnUnknownCallBeforeThisOne() {
    OngoingCall second = FailedAttempts.call(true);

    assertThat(FailedAttempts.next(second)).isEqualTo(new CallFacts(1, true));
    assertThat(second.timeUp().outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void asksForNoAttemptWhereNoTimeIsLeft() {
    OngoingCall late = FailedAttempts.call(Duration.ofNanos(0));

    assertThat(late.begin(FailedAttempts.ANY_TRUST)).isNull();
    assertThat(late.timeUp().attempts()).isZero();
    assertThat(late.timeUp().outcome()).isEqualTo(Outcome.REJECTED);
  }
}
