package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** A network failure changed nothing only if nothing was sent. */
class TransportExceptionTest {

  @Test
  void isRejectedIfNothingWasSent() {
    IOException cause = new ConnectException("Connection refused");

    TransportException thrown = TransportException.beforeSending(cause, CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
    assertThat(thrown.sent()).isFalse();
    assertThat(thrown.status()).isZero();
    assertThat(thrown)
        .hasCause(cause)
        .hasMessage(
            "Nothing was sent: java.net.ConnectException: Connection refused"
                + " [outcome REJECTED, next: retry the same request later]");
  }

  @Test
  void isUnknownIfAnythingMayHaveBeenSent() {
    TransportException thrown =
        TransportException.afterSending(
            new SocketTimeoutException("timeout"), CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
    assertThat(thrown.sent()).isTrue();
    assertThat(thrown.retryable()).isTrue();
  }
}
