package io.github.wechatpayfeign.api.resilience4j;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import java.util.Objects;

/**
 * Holds calls back if the limit of a rate limiter is reached. A call waits for at most the rate
 * limiter's {@code timeoutDuration}. If it gets no permission, it ends with {@link
 * CallHeldBackException}, and nothing was sent. The wait is part of the call's deadline. Set it to
 * zero for asynchronous calls.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).guard(new RateLimiterGuard(rateLimiter)).build();
 * }</pre>
 *
 * <p>It counts calls, not attempts; the client's own retry budget limits repeated attempts.
 */
public final class RateLimiterGuard implements CallGuard {

  private static final CallObserver NOBODY = new CallObserver() {};

  private final RateLimiter rateLimiter;

  /** Creates a guard that asks the given rate limiter. */
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
