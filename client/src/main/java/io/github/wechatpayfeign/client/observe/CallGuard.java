package io.github.wechatpayfeign.client.observe;

import io.github.wechatpayfeign.errors.CallHeldBackException;

/**
 * Lets calls begin or holds them back. Examples are a circuit breaker and a rate limiter. A call
 * that is held back ends with {@link CallHeldBackException}, and nothing was sent.
 *
 * <p>A call includes all its attempts and pauses. A download of platform certificates is a separate
 * call. If a call needs it before it can be sent, it is over before a guard is asked about that
 * call.
 *
 * <p>An implementation must be thread-safe, and must not wait longer than a call may take. An
 * asynchronous call asks the guard on a thread that other code may need, mostly the caller's
 * thread: there it must return at once.
 */
@FunctionalInterface
public interface CallGuard {

  /**
   * Lets a call begin.
   *
   * @return the observer of this call; it learns of the end of the call, also if another guard
   *     holds the call back
   * @throws RuntimeException if the call may not begin; it becomes the cause of the {@link
   *     CallHeldBackException} that the caller gets
   */
  CallObserver admit(CallStart call);
}
