package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps and nonces are accepted for exactly five minutes. */
class ClockBoundaryTest extends SimulatorTest {

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void acceptsTimestampWithinFiveMinutes(long skew) {
    assertThat(skewed(skew).send().status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301})
  void refusesTimestampBeyondFiveMinutes(long skew) {
    RawAnswer answer = skewed(skew).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.message()).isEqualTo("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
  }

  @Test
  void remembersNonceForAsLongAsItsTimestampIsAccepted() {
    RawCall call = skewed(300);
    assertThat(call.send().status()).isEqualTo(204);

    clock.advanceSeconds(600);
    assertThat(call.send().message()).isEqualTo("HTTP头Authorization中的nonce_str已被使用");

    clock.advanceSeconds(1);
    assertThat(call.send().message()).isEqualTo("Http头Authorization中的timestamp与发起请求的时间不得超过5分钟");
  }

  private RawCall skewed(long seconds) {
    return new RawCall(simulator, clock.seconds() + seconds, "ORDER-0001");
  }
}
