package io.github.wechatpayfeign.client.observe;

/**
 * Observes every call of a client, for example to measure it. Its exceptions are logged, and never
 * fail a call.
 *
 * <p>A call includes all its attempts and pauses. A download of platform certificates is a separate
 * call.
 *
 * <p>An implementation must be thread-safe and must return at once.
 */
@FunctionalInterface
public interface CallListener {

  /**
   * Called on the caller's thread when a call begins.
   *
   * @return the observer of this call
   */
  CallObserver started(CallStart call);
}
