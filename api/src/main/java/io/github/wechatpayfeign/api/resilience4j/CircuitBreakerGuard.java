package io.github.wechatpayfeign.api.resilience4j;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.wechatpayfeign.client.observe.CallEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import io.github.wechatpayfeign.errors.CallHeldBackException;
import io.github.wechatpayfeign.errors.LocalFailureException;
import io.github.wechatpayfeign.errors.NoVerificationKeyException;
import io.github.wechatpayfeign.errors.RequestNotSignedException;
import io.github.wechatpayfeign.errors.ServerErrorException;
import io.github.wechatpayfeign.errors.UserPayingException;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls back while a circuit breaker is open: a call ends with {@link CallHeldBackException}
 * then, and nothing of it was sent.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).guard(new CircuitBreakerGuard(circuitBreaker)).build();
 * }</pre>
 *
 * <p>The circuit breaker learns of whole calls, after their repeated attempts. A call fails where
 * the gateway did not answer, answered 5xx or with a code such as SYSTEM_ERROR, or gave an answer
 * that does not verify. A refusal with 4xx is a success, and so is an answer that the user is
 * paying: the gateway works. What says nothing about the gateway does not count, such as a call
 * that was given up, that could not be signed, or that code of the application broke.
 */
public final class CircuitBreakerGuard implements CallGuard {

  private final CircuitBreaker circuitBreaker;

  /** Creates a guard that asks a circuit breaker, and tells it how calls ended. */
  public CircuitBreakerGuard(CircuitBreaker circuitBreaker) {
    this.circuitBreaker = Objects.requireNonNull(circuitBreaker, "circuitBreaker");
  }

  @Override
  public CallObserver admit(CallStart call) {
    circuitBreaker.acquirePermission();
    return new CallObserver() {
      @Override
      public void ended(CallEnd end) {
        record(end);
      }
    };
  }

  private void record(CallEnd end) {
    Throwable failure = end.failure();
    long nanos = end.duration().toNanos();
    if (failure == null || isRefusal(end)) {
      circuitBreaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    } else if (tellsOfTheGateway(failure)) {
      circuitBreaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    } else {
      circuitBreaker.releasePermission();
    }
  }

  /** A gateway that refuses works, unless its code says that it failed. */
  private static boolean isRefusal(CallEnd end) {
    boolean refused = end.status() >= 400 && end.status() < 500;
    return (refused && !(end.failure() instanceof ServerErrorException))
        || end.failure() instanceof UserPayingException;
  }

  private static boolean tellsOfTheGateway(@Nullable Throwable failure) {
    return failure instanceof WechatPayException
        && !(failure instanceof CallHeldBackException)
        && !(failure instanceof LocalFailureException)
        && !(failure instanceof NoVerificationKeyException)
        && !(failure instanceof RequestNotSignedException);
  }
}
