package io.github.wechatpayfeign.integrationtests.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * If the main domain is dead, a call still has time for the backup, however short its deadline is.
 */
class DeadDomainsTest {

  private static final int CALLS = 6;

  private static final Duration LONG = Duration.ofSeconds(3);

  /** The calls with the longer deadline, which wait while others run. */
  private static final Map<Way, CompletableFuture<Void>> LONG_CALLS = new EnumMap<>(Way.class);

  @BeforeAll
  static void begin() {
    try (RawServer server =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay = TestGateway.client(server.baseUrl())) {
      for (Way way : Way.values()) {
        // Loads classes, which may take longer than a short deadline.
        assertThat(way.failureOfClose(wechatPay, "ORDER-FIRST")).isNull();
        LONG_CALLS.put(
            way,
            CompletableFuture.runAsync(
                () -> reachTheBackup(way, LONG), task -> new Thread(task).start()));
      }
    }
  }

  private static WechatPay client(String main, String backup, Duration deadline) {
    return WechatPay.builder(TestGateway.merchant())
        .baseUrl(main, backup)
        .deadline(deadline)
        .retryPolicy(RetryPolicy.off())
        .build();
  }

  /** The connect timeout is 3 s. */
  @ParameterizedTest(name = "{0}, deadline {1}")
  @CsvSource({"SYNCHRONOUS, PT1S", "SYNCHRONOUS, PT3S", "ASYNCHRONOUS, PT1S", "ASYNCHRONOUS, PT3S"})
  void reachesTheBackupEvenIfTheDeadlineIsTheConnectTimeout(Way way, Duration deadline)
      throws Throwable {
    if (deadline.equals(LONG)) {
      try {
        Objects.requireNonNull(LONG_CALLS.get(way)).get(1, TimeUnit.MINUTES);
      } catch (ExecutionException e) {
        throw e.getCause();
      }
    } else {
      reachTheBackup(way, deadline);
    }
  }

  private static void reachTheBackup(Way way, Duration deadline) {
    try (BlackHole main = new BlackHole();
        RawServer backup =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay = client(main.baseUrl(), backup.baseUrl(), deadline)) {
      for (int i = 0; i < CALLS; i++) {
        assertThat(way.failureOfClose(wechatPay, "ORDER-000" + i)).as("call " + i).isNull();
      }

      assertThat(backup.requests()).hasSize(CALLS);
      assertThat(wechatPay.prefersBackup()).isTrue();
    }
  }

  /**
   * The backup is healthy, but slow: after the main domain hung, no time is left for its answer.
   */
  @ParameterizedTest
  @EnumSource
  void prefersTheBackupAfterConnectionsToTheMainDomainTimedOut(Way way) {
    try (BlackHole main = new BlackHole();
        RawServer backup =
            RawServer.start((request, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay wechatPay = client(main.baseUrl(), backup.baseUrl(), Duration.ofMillis(400))) {
      for (int i = 0; i < CALLS; i++) {
        Throwable unused = way.failureOfClose(wechatPay, "ORDER-000" + i);
      }

      assertThat(wechatPay.prefersBackup()).isTrue();
      assertThat(way.failureOfClose(wechatPay, "ORDER-LAST")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void doesNotPreferTheBackupIfNeitherDomainCanBeConnectedTo(Way way) throws Exception {
    try (WechatPay wechatPay =
        client(Loopback.closedPort(), Loopback.closedPort(), Duration.ofSeconds(5))) {
      for (int i = 0; i < CALLS; i++) {
        assertThat(way.failureOfClose(wechatPay, "ORDER-000" + i))
            .isInstanceOfSatisfying(
                WechatPayException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.REJECTED));
      }

      assertThat(wechatPay.prefersBackup()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void doesNotPreferTheBackupIfConnectionsToBothTimeOut(Way way) {
    try (BlackHole main = new BlackHole();
        BlackHole backup = new BlackHole();
        WechatPay wechatPay = client(main.baseUrl(), backup.baseUrl(), Duration.ofMillis(300))) {
      for (int i = 0; i < CALLS; i++) {
        assertThat(way.failureOfClose(wechatPay, "ORDER-000" + i))
            .isInstanceOfSatisfying(
                WechatPayException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.REJECTED));
      }

      assertThat(wechatPay.prefersBackup()).isFalse();
    }
  }
}
