package io.github.wechatpayfeign.api.resilience4j;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import java.util.Objects;

/**
 * Holds calls back when a rate limiter's limit is reached: a call waits as long as the rate limiter
 * says ({@code timeoutDuration}), and ends with {@link CallHeldBackException} then; nothing of it
 * was sent. The wait is part of the call's deadline. For asynchronous calls it should be zero.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).guard(new RateLimiterGuard(rateLimiter)).build();
 * }</pre>
 *
 * <p>It counts calls; repeated attempts of a call are limited by the client's own retry budget.
 */
public final class RateLimiterGuard implements CallGuard {

  private static final CallObserver NOBODY = new CallObserver() {};

  private final RateLimiter rateLimiter;

  /** Creates a guard that asks a rate limiter. */
  public RateLimiterGuard(RateLimiter rateLimiter) {
    this.rateLimiter = Objects.requireNonNull(rateLimiter, "rateLimiter");
  }

  @Override
  public CallObserver admit(CallStart call) {
    if (!rateLimiter.acquirePermission()) {
      throw RequestNotPermitted.createRequestNotPermitted(rateLimiter);
    }
    return NOBODY;
  }
}
