package io.github.wechatpayfeign.integrationtests.campaign;

import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One caller of one refund in the refund campaign, with its lives, and what it was told last. */
final class RefundTask {

  final RefundOrder order;
  final RefundRequest request;
  final int lives;
  final boolean alone;
  private final String name;
  volatile @Nullable RefundDecision decision;
  volatile @Nullable RuntimeException thrown;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Instant lastRequestAt = Instant.MIN;

  /**
   * @param lives how often the caller starts, with a new client each time; what all but the last of
   *     them were told is lost
   * @param alone whether no other caller refunds under this number
   */
  RefundTask(RefundOrder order, RefundRequest request, int caller, int lives, boolean alone) {
    this.order = order;
    this.request = request;
    this.lives = lives;
    this.alone = alone;
    this.name = request.outRefundNo() + "/" + caller;
  }

  /** Returns the name, by which the requests of this caller are known. */
  String name() {
    return name;
  }

  void requestReceived(Instant at) {
    lastRequestAt = at;
  }

  /** Returns when the gateway received the last request of this caller. */
  Instant lastRequestAt() {
    return lastRequestAt;
  }

  /** Counts a call. */
  void called() {
    calls.incrementAndGet();
  }

  /** Returns whether every application under this number was made by one call. */
  boolean isOnlyCall() {
    return alone && calls.get() == 1;
  }

  String said() {
    RefundDecision said = decision;
    return said != null
        ? said.kind().name()
        : thrown != null ? thrown.getClass().getSimpleName() : "nothing";
  }

  @Override
  public String toString() {
    return name + " with " + lives + " lives of " + order + ": " + decision + " " + thrown;
  }
}
