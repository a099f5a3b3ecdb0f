package io.github.wechatpayfeign.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is open at a moment, in the whole fleet unless it says otherwise. Immutable. */
public final class ExpiryProgress {

  private final TimerTable.Counts counts;
  private final Instant at;
  private final Duration estimate;
  private final @Nullable String pauseReason;
  private final int running;

  ExpiryProgress(
      TimerTable.Counts counts,
      Instant at,
      Duration estimate,
      @Nullable String pauseReason,
      int running) {
    this.counts = counts;
    this.at = at;
    this.estimate = estimate;
    this.pauseReason = pauseReason;
    this.running = running;
  }

  /** Returns how many orders wait for their time. */
  public long waiting() {
    return counts.waiting();
  }

  /** Returns how many orders are due, those under way among them. */
  public long due() {
    return counts.due();
  }

  /** Returns how many orders are not tried again by themselves. */
  public long parked() {
    return counts.parked();
  }

  /** Returns how many orders this process is at. */
  public int running() {
    return running;
  }

  /** Returns how long the oldest due order has been due; zero if none is. */
  public Duration oldestDue() {
    Instant oldest = counts.oldestDue();
    return oldest == null || oldest.isAfter(at) ? Duration.ZERO : Duration.between(oldest, at);
  }

  /** Returns how long it takes to close what is due, as far as the limit decides. */
  public Duration estimate() {
    return estimate;
  }

  /** Returns why this process closes no orders; empty if it does, or if it has no workers. */
  public Optional<String> pauseReason() {
    return Optional.ofNullable(pauseReason);
  }

  @Override
  public String toString() {
    return "ExpiryProgress[waiting="
        + waiting()
        + ", due="
        + due()
        + ", parked="
        + parked()
        + ", running="
        + running
        + ", oldestDue="
        + oldestDue()
        + ", estimate="
        + estimate
        + ", pauseReason="
        + pauseReason
        + ']';
  }
}
