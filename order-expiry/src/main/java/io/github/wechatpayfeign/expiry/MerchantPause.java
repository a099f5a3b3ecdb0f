package io.github.wechatpayfeign.expiry;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process fetches no orders because its merchant cannot call WeChat Pay: a wrong key
 * is not the fault of any order. Thread-safe.
 */
final class MerchantPause {

  private record Pause(String reason, String outTradeNo) {}

  private final AtomicReference<@Nullable Pause> pause = new AtomicReference<>();

  /**
   * Begins a pause.
   *
   * @param outTradeNo the order whose close failed; it is no probe of the merchant
   * @return false if there was one already
   */
  boolean begin(String reason, String outTradeNo) {
    return pause.compareAndSet(null, new Pause(reason, outTradeNo));
  }

  void end() {
    pause.set(null);
  }

  boolean isOn() {
    return pause.get() != null;
  }

  /** Returns why; empty if there is no pause. */
  Optional<String> reason() {
    return Optional.ofNullable(pause.get()).map(Pause::reason);
  }

  /** Returns the order whose close began the pause; empty if there is no pause. */
  Optional<String> outTradeNo() {
    return Optional.ofNullable(pause.get()).map(Pause::outTradeNo);
  }
}
