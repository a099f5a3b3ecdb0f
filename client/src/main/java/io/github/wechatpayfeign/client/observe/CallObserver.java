package io.github.wechatpayfeign.client.observe;

import java.util.Map;

/**
 * Follows one call to its end. What it throws is logged, and never breaks the call.
 *
 * <p>Its methods are called one after another, from any thread. {@link #ended} is called exactly
 * once, whatever happens, and before the caller sees the result.
 */
public interface CallObserver {

  /**
   * Returns headers for each request of the call, such as those of a trace; asked for once. They
   * are not signed, and none takes the place of a header that the request has.
   */
  default Map<String, String> headers() {
    return Map.of();
  }

  /** An attempt is over; another one follows, or the end of the call. */
  default void attempted(AttemptEnd attempt) {}

  /** The call is over. */
  default void ended(CallEnd end) {}
}
