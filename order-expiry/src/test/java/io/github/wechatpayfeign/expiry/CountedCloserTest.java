package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The requests of a close count against the limit of the fleet, however the close ends. */
class CountedCloserTest {

  private static final ExpiredOrder ORDER = ExpiredOrder.of("ORDER-1", Instant.EPOCH, 1);

  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(10).refillIntervally(10, Duration.ofDays(1)))
          .build();
  private final RequestLimit limit = new RequestLimit(bucket, 1, 1);
  private final FailedCloses closes =
      new FailedCloses(new FleetPause(limit, System::nanoTime), new MerchantPause(), () -> {});

  private CountedCloser closer(Closer closer) {
    return new CountedCloser(closer, limit, 2, closes);
  }

  private static CloseDecision unsettled() {
    return new CloseDecision.Unsettled("ORDER-1", null, null, false, Duration.ZERO);
  }

  /** A call with some attempts, as the listener of the merchant's client sees it. */
  private static void call(int attempts, @Nullable WechatPayException failure) {
    CallObserver call =
        OrderExpiry.requestCounter()
            .started(CallStart.of("TransactionsApi#close", "POST", "/close", "1900000109"));
    for (int i = 1; i <= attempts; i++) {
      call.attempted(AttemptEnd.of(i, Duration.ofMillis(1), 0, failure));
    }
  }

  @Test
  void owesTheRequestsBeyondItsPermits() {
    var unused =
        closer(
                order -> {
                  call(3, null);
                  call(1, null);
                  return unsettled();
                })
            .close(ORDER);

    assertThat(bucket.getAvailableTokens()).isEqualTo(10 - 2);
  }

  @Test
  void owesNothingForTheUsualOrder() {
    var unused =
        closer(
                order -> {
                  call(1, null);
                  call(1, null);
                  return unsettled();
                })
            .close(ORDER);

    assertThat(bucket.getAvailableTokens()).isEqualTo(10);
  }

  @Test
  void owesThemThoughTheCloseFails() {
    CountedCloser failing =
        closer(
            order -> {
              call(3, null);
              throw new IllegalStateException("lost");
            });

    assertThatThrownBy(() -> failing.close(ORDER)).hasMessage("lost");

    assertThat(bucket.getAvailableTokens()).isEqualTo(10 - 1);
  }

  @Test
  void notesEachRequestThatCameTooOften() {
    closes.limited("ORDER-2");
    closes.limited("ORDER-3");

    var unused =
        closer(
                order -> {
                  call(1, Failures.answered(429, "FREQUENCY_LIMITED"));
                  return unsettled();
                })
            .close(ORDER);

    assertThat(bucket.getAvailableTokens()).as("a pause of 10 s at 1/s").isEqualTo(10 - 10);
  }

  @Test
  void countsNoRequestsOfOthers() {
    call(5, null);

    assertThat(bucket.getAvailableTokens()).isEqualTo(10);
  }
}
