package io.github.wechatpayfeign.api.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterGuardTest {

  private static final CallStart CALL =
      CallStart.of("TransactionsApi#close", "POST", "/v3/a", "1900000109");

  @Test
  void admitsAsManyCallsAsTheLimiterPermits() {
    RateLimiter limiter =
        RateLimiter.of(
            "wechatpay",
            RateLimiterConfig.custom()
                .limitForPeriod(2)
                .limitRefreshPeriod(Duration.ofHours(1))
                .timeoutDuration(Duration.ZERO)
                .build());
    RateLimiterGuard guard = new RateLimiterGuard(limiter);

    assertThat(guard.admit(CALL)).isNotNull();
    assertThat(guard.admit(CALL).headers()).isEmpty();
    assertThatExceptionOfType(RequestNotPermitted.class)
        .isThrownBy(() -> guard.admit(CALL))
        .withMessageContaining("wechatpay");
  }
}
