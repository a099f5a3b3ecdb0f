package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.io.IOException;
import java.security.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message says what happened, then one outcome and one next step. */
class SummaryTest {

  static List<WechatPayException> eachKind() {
    return List.of(
        refused(),
        TransportException.afterSending(new IOException("lost"), CallFacts.FIRST_ATTEMPT),
        TransportException.beforeSending(new IOException("refused"), new CallFacts(2, true)),
        new UnusableAnswerException("no JSON", 200, new byte[0], Map.of()),
        new ResponseNotVerifiedException(
            Reason.MISSING_HEADER, "m", 204, new byte[0], Map.of(), new CallFacts(2, false)),
        new NoVerificationKeyException(new IllegalStateException("m"), CallFacts.NO_ATTEMPT),
        new CallHeldBackException(new IllegalStateException("open")),
        LocalFailureException.beforeSending(new IllegalStateException("m"), CallFacts.NO_ATTEMPT),
        LocalFailureException.afterSending(new AssertionError("m"), new CallFacts(2, false)),
        new RequestNotSignedException(new ProviderException("m"), CallFacts.FIRST_ATTEMPT));
  }

  private static WechatPayException refused() {
    return new WechatPayErrorDecoder()
        .decode(
            "",
            new CallFacts(3, true)
                .addTo(Answers.of(401, "{\"code\":\"SIGN_ERROR\",\"message\":\"m\"}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eachKind")
  void isTheMessageWithoutItsBracket(WechatPayException failure) {
    String attempts = failure.attempts() > 1 ? ", attempts " + failure.attempts() : "";
    String requestId = failure.requestId() == null ? "" : ", Request-ID " + failure.requestId();

    assertThat(failure)
        .hasMessage(
            failure.summary()
                + " [outcome "
                + failure.outcome()
                + ", next: "
                + failure.next().advice()
                + attempts
                + requestId
                + "]");
    assertThat(failure.summary()).isNotBlank().doesNotContain("outcome", "next:", "Request-ID");
  }

  @Test
  void isWhatHappened() {
    assertThat(refused().summary()).isEqualTo("HTTP 401 SIGN_ERROR: m");
    assertThat(new CallHeldBackException(new IllegalStateException("open")).summary())
        .isEqualTo("Nothing was sent: a guard held the call back: open");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eachKind")
  void replacesTheMessageOfACallThatCausedAnother(WechatPayException cause) {
    String quoting = "the download was broken off (" + cause + ")";

    for (WechatPayException failure :
        Stream.of(
                new NoVerificationKeyException(cause, CallFacts.NO_ATTEMPT),
                new NoVerificationKeyException(
                    new IllegalStateException(quoting, cause), CallFacts.NO_ATTEMPT),
                new NoVerificationKeyException(
                    new IllegalStateException(new IOException(cause)), CallFacts.NO_ATTEMPT),
                new CallHeldBackException(cause),
                LocalFailureException.afterSending(cause, CallFacts.FIRST_ATTEMPT),
                new RequestNotSignedException(
                    new ProviderException(quoting, cause), CallFacts.FIRST_ATTEMPT),
                new CallHeldBackException(new IllegalStateException(quoting, cause)),
                TransportException.afterSending(new IOException(cause), CallFacts.FIRST_ATTEMPT),
                TransportException.beforeSending(
                    new IOException(quoting, cause), CallFacts.FIRST_ATTEMPT))
            .toList()) {
      assertThat(failure.getMessage()).containsOnlyOnce("outcome ").containsOnlyOnce("next:");
      assertThat(failure.summary()).contains(cause.summary());
      assertThat(failure.getCause()).isNotNull();
    }
  }

  @Test
  void namesTheTypeOfACauseWithoutAMessage() {
    assertThat(new CallHeldBackException(new IllegalStateException()).summary())
        .isEqualTo("Nothing was sent: a guard held the call back: java.lang.IllegalStateException");
  }
}
