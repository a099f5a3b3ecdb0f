package io.github.wechatpayfeign.client.observe;

import java.util.Map;

/**
 * Observes one call until its end. Its exceptions are logged, and never fail the call.
 *
 * <p>Its methods are called one after another, from any thread. {@link #ended} is called exactly
 * once, whatever happens, and before the caller sees the result.
 */
public interface CallObserver {

  /**
   * Returns headers to add to each request of the call, for example those of a trace. Called once
   * in a call. The headers are not signed, and none replaces a header that the request already has.
   * If two observers set the same header, the last one wins, in the order in which their listeners
   * were added. The headers of a guard's observer are not used.
   */
  default Map<String, String> headers() {
    return Map.of();
  }

  /** Called after each attempt. Another attempt or the end of the call follows. */
  default void attempted(AttemptEnd attempt) {}

  /** Called when the call is over. */
  default void ended(CallEnd end) {}
}
