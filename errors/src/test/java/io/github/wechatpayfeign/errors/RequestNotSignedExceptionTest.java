package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.SignatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestNotSignedExceptionTest {

  @Test
  void asksForAnotherKeyIfTheProviderRefusedThisOne() {
    RequestNotSignedException thrown = thrown(new InvalidKeyException("too short"));

    assertThat(thrown.next()).isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
    assertThat(thrown.retryable()).isFalse();
  }

  static Throwable[] passing() {
    return new Throwable[] {new ProviderException("no token"), new SignatureException("busy")};
  }

  @ParameterizedTest
  @MethodSource("passing")
  void isRetryableIfTheProviderFailed(Throwable cause) {
    RequestNotSignedException thrown = thrown(cause);

    assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
    assertThat(thrown.retryable()).isTrue();
  }

  @Test
  void isNotRetryableAfterAnError() {
    RequestNotSignedException thrown = thrown(new NoClassDefFoundError("x/Provider"));

    assertThat(thrown.next()).isEqualTo(NextStep.RETRY_LATER);
    assertThat(thrown.retryable()).isFalse();
  }

  private static RequestNotSignedException thrown(Throwable cause) {
    RequestNotSignedException thrown =
        new RequestNotSignedException(cause, CallFacts.FIRST_ATTEMPT);
    assertThat(thrown.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(thrown).hasCause(cause).hasMessageContaining(cause.getClass().getSimpleName());
    return thrown;
  }
}
