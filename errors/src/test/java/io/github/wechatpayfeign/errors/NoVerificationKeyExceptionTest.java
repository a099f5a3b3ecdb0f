package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class NoVerificationKeyExceptionTest {

  @Test
  void advisesToRetryWhereTheDownloadMayWorkLater() {
    WechatPayException passing =
        TransportException.beforeSending(
            new ConnectException("Connection refused"), CallFacts.FIRST_ATTEMPT);

    assertThat(passing.retryable()).isTrue();
    assertThat(thrown(passing).next()).isEqualTo(NextStep.RETRY_LATER);
  }

  @Test
  void advisesToFixTheCredentialsWhereTheDownloadIsRefusedForGood() {
    WechatPayException refused =
        new WechatPayErrorDecoder().decode("", Answers.of(401, "{\"code\":\"SIGN_ERROR\"}"));

    assertThat(refused.retryable()).isFalse();
    assertThat(thrown(refused).next()).isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
  }

  @Test
  void advisesToFixTheCredentialsWhereTheDownloadCannotBeRead() {
    assertThat(thrown(new IllegalStateException("cannot be decrypted")).next())
        .isEqualTo(NextStep.FIX_CREDENTIALS_OR_CLOCK);
  }

  @Test
  void isRejectedSinceNothingWasSent() {
    assertThat(thrown(new IllegalStateException("cannot be decrypted")).outcome())
        .isEqualTo(Outcome.REJECTED);
  }

  private static NoVerificationKeyException thrown(RuntimeException cause) {
    return new NoVerificationKeyException(cause, CallFacts.FIRST_ATTEMPT);
  }
}
