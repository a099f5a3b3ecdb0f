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
 * Holds calls back while a circuit breaker is open: such a call ends with {@link
 * CallHeldBackException}, and nothing was sent.
 *
 * <pre>{@code
 * WechatPay.builder(merchant).guard(new CircuitBreakerGuard(circuitBreaker)).build();
 * }</pre>
 *
 * <p>The circuit breaker counts whole calls, after their repeated attempts. A call is a failure if
 * the gateway did not answer, answered 5xx or with a code such as SYSTEM_ERROR, or gave an answer
 * that fails verification. A refusal with 4xx is a success, and so is the answer that the user is
 * paying, because the gateway works. A call that says nothing about the gateway does not count, for
 * example if it was given up, if it could not be signed, or if code of the application failed.
 */
public final class CircuitBreakerGuard implements CallGuard {

  private final CircuitBreaker circuitBreaker;

  /** Creates a guard that asks a circuit breaker, and reports to it how calls ended. */
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

  /** A gateway that refuses a call works, unless its error code says that it failed. */
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
