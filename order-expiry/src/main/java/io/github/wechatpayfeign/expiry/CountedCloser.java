package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.CloseDecision;
import java.util.Objects;

/**
 * Closes orders for which permits were taken. What a close took in requests beyond them is owed to
 * the limit, and each request that was told FREQUENCY_LIMITED is noted. Thread-safe.
 */
final class CountedCloser implements Closer {

  private final Closer closer;
  private final RequestLimit limit;
  private final int permits;
  private final FailedCloses failedCloses;

  /**
   * Creates a closer.
   *
   * @param permits how many permits are taken before each close
   */
  CountedCloser(Closer closer, RequestLimit limit, int permits, FailedCloses failedCloses) {
    this.closer = closer;
    this.limit = limit;
    this.permits = permits;
    this.failedCloses = failedCloses;
  }

  @Override
  public CloseDecision close(ExpiredOrder order) {
    RequestCounter.Requests requests =
        new RequestCounter.Requests(() -> failedCloses.limited(order.outTradeNo()));
    try {
      return RequestCounter.recording(
          requests, () -> Objects.requireNonNull(closer.close(order), "the closer's decision"));
    } finally {
      limit.owe(requests.count() - permits);
    }
  }
}
