package io.github.wechatpayfeign.api.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.MerchantsOfSimulator;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted beside the timer of whole calls, with labels of few values. */
class MeterListenerTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void countsAttemptsAndAnswersThatFailVerification() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      simulator.createOrder("ORDER-1");
      simulator.failNext(
          Fault.error(503, "SERVICE_UNAVAILABLE"), Fault.falsify(Falsification.FORGED));
      WechatPay wechatPay =
          WechatPay.builder(MerchantsOfSimulator.of(simulator))
              .baseUrl(simulator.baseUrl())
              .retryPolicy(
                  RetryPolicy.standard()
                      .withDelays(Duration.ZERO, Duration.ZERO)
                      .withRetryAfterLimit(Duration.ZERO))
              .listener(new MeterListener(meters))
              .build();

      wechatPay.closeOrder("ORDER-1");

      assertThat(count("wechatpay.attempts", "repeated", "false")).isEqualTo(1);
      assertThat(count("wechatpay.attempts", "repeated", "true")).isEqualTo(2);
      assertThat(count("wechatpay.attempts", "status", "503")).isEqualTo(1);
      assertThat(count("wechatpay.attempts", "operation", "TransactionsApi#close")).isEqualTo(3);
      assertThat(count("wechatpay.verification.failures", "reason", "WRONG_SIGNATURE"))
          .isEqualTo(1);
    }
  }

  private double count(String name, String label, String value) {
    return meters.find(name).tag(label, value).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200",
    "204, 204",
    "504, 504",
    "418, 4xx",
    "599, 5xx",
    "302, 3xx",
    "100, 1xx",
    "0, none",
    "99, other",
    "600, other",
    "-1, other"
  })
  void labelsAStatusWithFewValues(int status, String label) {
    assertThat(Labels.status(status)).isEqualTo(label);
  }

  @Test
  void labelsWhatIsNotKnownYet() {
    assertThat(Labels.outcome(null)).isEqualTo("none");
    assertThat(Labels.code(null)).isEqualTo("none");
    assertThat(Labels.code(new IllegalStateException())).isEqualTo("none");
  }
}
