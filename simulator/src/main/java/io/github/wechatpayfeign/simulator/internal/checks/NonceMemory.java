package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers the nonces of accepted requests for exactly as long as their timestamps are still
 * accepted.
 */
final class NonceMemory {
  private final long windowSeconds;
  private final Map<String, Long> timestamps = new HashMap<>();
  private long forgottenAt = Long.MIN_VALUE;

  NonceMemory(long windowSeconds) {
    this.windowSeconds = windowSeconds;
  }

  /** Remembers a nonce, and refuses one that it already knows. */
  synchronized void remember(String nonce, long timestamp, long now) throws Refusal {
    if (now != forgottenAt) {
      timestamps.values().removeIf(old -> old < now - windowSeconds);
      forgottenAt = now;
    }
    if (timestamps.putIfAbsent(nonce, timestamp) != null) {
      throw StrictRules.refusal(401, "SIGN_ERROR", "HTTP头Authorization中的nonce_str已被使用")
          .by(Strictness.SINGLE_USE_NONCE);
    }
  }

  synchronized int size() {
    return timestamps.size();
  }
}
