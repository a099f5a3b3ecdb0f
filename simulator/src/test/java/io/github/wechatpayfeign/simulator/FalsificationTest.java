package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every falsified answer is wrong in exactly one way, and the order is closed anyway. */
class FalsificationTest extends SharedSimulatorTest {
  @AfterEach
  void theOrderIsClosedAnyway() {
    assertThat(simulator.state(order)).contains(OrderState.CLOSED);
  }

  @Test
  void unsignedAnswerHasNoSignatureHeaderAtAll() {
    assertThat(falsified(Falsification.UNSIGNED).headers().keySet())
        .noneMatch(name -> name.regionMatches(true, 0, "Wechatpay", 0, 9));
  }

  @Test
  void forgedAnswerIsSignedByAnotherKey() {
    RawAnswer answer = falsified(Falsification.FORGED);

    assertThat(answer.header("Wechatpay-Serial")).isEqualTo(simulator.publicKeyId());
    assertThat(answer.header("Wechatpay-Signature")).hasSize(344);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isFalse();
  }

  @Test
  void staleAnswerIsSignedButFromThePast() {
    RawAnswer answer = falsified(Falsification.STALE);

    assertThat(answer.header("Wechatpay-Timestamp")).isEqualTo("1799999700");
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @Test
  void futureAnswerIsSignedButFromTheFuture() {
    RawAnswer answer = falsified(Falsification.FUTURE);

    assertThat(answer.header("Wechatpay-Timestamp")).isEqualTo("1800000310");
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @Test
  void answerOfUnknownSerialIsSignedUnderAnotherId() {
    RawAnswer answer = falsified(Falsification.UNKNOWN_SERIAL);

    assertThat(answer.header("Wechatpay-Serial"))
        .startsWith("PUB_KEY_ID_")
        .isNotEqualTo(simulator.publicKeyId());
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @Test
  void signatureThatIsNotBase64HasCharactersOutsideBase64() {
    assertThat(falsified(Falsification.NOT_BASE64).header("Wechatpay-Signature")).startsWith("?");
  }

  @Test
  void probeBeginsLikeTheRealOnes() {
    assertThat(falsified(Falsification.SIGNTEST).header("Wechatpay-Signature"))
        .startsWith("WECHATPAY/SIGNTEST/");
  }

  @Test
  void repeatedHeaderIsThereTwiceWithTheSameValue() {
    assertThat(falsified(Falsification.REPEATED_HEADER).values("Wechatpay-Signature"))
        .hasSize(2)
        .satisfies(values -> assertThat(values.get(0)).isEqualTo(values.get(1)));
  }

  @Test
  void answerWithoutNonceHasTheOtherHeaders() {
    RawAnswer answer = falsified(Falsification.MISSING_NONCE);

    assertThat(answer.headers())
        .doesNotContainKey("Wechatpay-Nonce")
        .containsKeys("Wechatpay-Timestamp", "Wechatpay-Serial", "Wechatpay-Signature");
  }

  @Test
  void signatureOfAWrongBodyIsCorrectForThatBody() {
    RawAnswer answer = falsified(Falsification.WRONG_BODY_SIGNED);

    byte[] other = "{\"code\":\"OTHER\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isFalse();
    assertThat(answer.isSignedBy(simulator.publicKeyPem(), other)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void everyFalseAnswerIsA204WithRequestId(Falsification how) {
    RawAnswer answer = falsified(how);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-0");
  }

  private RawAnswer falsified(Falsification how) {
    simulator.failNext(Fault.falsify(how));
    return call().send();
  }
}
