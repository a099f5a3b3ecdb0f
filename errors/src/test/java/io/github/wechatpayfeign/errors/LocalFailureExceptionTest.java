package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalFailureExceptionTest {

  private final Error broken = new AssertionError("broken");

  @Test
  void rejectsTheCallIfNothingWasSent() {
    LocalFailureException thrown =
        LocalFailureException.beforeSending(broken, CallFacts.NO_ATTEMPT);

    assertThat(thrown.sent()).isFalse();
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
    assertThat(thrown.retryable()).isFalse();
    assertThat(thrown).hasCause(broken).hasMessageContaining("broken");
  }

  @Test
  void doesNotKnowTheOutcomeIfTheRequestMayHaveBeenSent() {
    LocalFailureException thrown =
        LocalFailureException.afterSending(broken, CallFacts.FIRST_ATTEMPT);

    assertThat(thrown.sent()).isTrue();
    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
    assertThat(thrown.retryable()).isFalse();
    assertThat(thrown).hasCause(broken).hasMessageContaining("broken");
  }
}
