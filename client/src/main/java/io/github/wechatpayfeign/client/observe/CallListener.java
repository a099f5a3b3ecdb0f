package io.github.wechatpayfeign.client.observe;

/**
 * Is told of every call of a client, such as to measure it. What it throws is logged, and never
 * breaks a call.
 *
 * <p>A call is what the user asked for, attempts and pauses together. A download of platform
 * certificates is a call of its own.
 *
 * <p>An implementation is thread-safe and answers at once.
 */
@FunctionalInterface
public interface CallListener {

  /**
   * A call begins, on the caller's thread.
   *
   * @return what follows this call to its end
   */
  CallObserver started(CallStart call);
}
