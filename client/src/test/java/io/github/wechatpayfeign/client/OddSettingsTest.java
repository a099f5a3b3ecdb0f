package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings and answers at the far end of what can be written. */
class OddSettingsTest {

  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  /** "No limit" as a budget: the first success makes it -2147483648, and nothing is repeated. */
  @Test
  void isNotEmptiedByASuccessWhenItIsTheLargestBudget() {
    RetryBudget budget = new RetryBudget(Integer.MAX_VALUE);

    budget.succeeded(false);

    assertThat(budget.tokens()).isEqualTo(Integer.MAX_VALUE);
    assertThat(budget.take()).isTrue();
  }

  @Test
  void refusesHugeDelaysAsTheyCouldNotBeDoubled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(10, LONGEST, LONGEST, Duration.ZERO, 500))
        .withMessage(
            "The maxDelay of a retry policy must be baseDelay to 1 hour, but is " + LONGEST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(10, Duration.ZERO, Duration.ZERO, LONGEST, 500))
        .withMessage(
            "The retryAfterLimit of a retry policy must be 0 to 1 hour, but is " + LONGEST);
  }

  @Test
  void refusesAHugeDeadlineByItsOwnMessage(@TempDir Path folder) {
    OpenSsl openSsl = new OpenSsl(folder);
    Path wechatPay = openSsl.rsaKey("wechatpay.pem", 2048);
    Merchant merchant =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("0A")
            .privateKey(openSsl.rsaKey("apiclient_key.pem", 2048))
            .wechatPayPublicKey("PUB_KEY_ID_01", openSsl.publicKey(wechatPay, "pub_key.pem"))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WechatPayClient.builder(merchant).deadline(LONGEST))
        .withMessage("The deadline must be 1 ms to 10 minutes, but is " + LONGEST);
  }

  /** It asks for more than the limit, so the call should end and not be repeated at once. */
  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "99999999999999999999"})
  void endsWhereTheAnswerAsksForMoreSecondsThanHaveNineDigits(String retryAfter) {
    CallRules rules =
        new CallRules(
            RetryPolicy.standard(),
            new RetryBudget(500),
            Duration.ofSeconds(20),
            Clock.systemUTC(),
            () -> 0,
            () -> 0.5);
    OngoingCall call = new OngoingCall(rules, true, CallObservers.NOBODY, 0, false);
    CallFacts facts = FailedAttempts.next(call);

    assertThat(call.pauseAfter(FailedAttempts.answeredWithRetryAfter(retryAfter, facts))).isNull();
  }
}
