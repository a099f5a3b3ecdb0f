package io.github.wechatpayfeign.client.observe;

import io.github.wechatpayfeign.errors.CallHeldBackException;

/**
 * Lets calls begin or holds them back, such as a circuit breaker or a rate limiter. A call that is
 * held back ends with {@link CallHeldBackException}: nothing of it was sent.
 *
 * <p>A call is what the user asked for, attempts and pauses together. A download of platform
 * certificates is a call of its own, which is over before the call that needs it is admitted.
 *
 * <p>An implementation is thread-safe and does not wait longer than a call may take. An
 * asynchronous call asks on a thread that others may need, mostly the caller's: there it answers at
 * once.
 */
@FunctionalInterface
public interface CallGuard {

  /**
   * Lets a call begin.
   *
   * @return what follows this call to its end, also where another guard holds it back
   * @throws RuntimeException if the call may not begin; it becomes the cause of what the caller
   *     gets
   */
  CallObserver admit(CallStart call);
}
