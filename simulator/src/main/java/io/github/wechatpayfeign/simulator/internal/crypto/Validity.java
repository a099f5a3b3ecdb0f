package io.github.wechatpayfeign.simulator.internal.crypto;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time in which a certificate is valid, in whole seconds as in X.509. */
public record Validity(Instant from, Instant until) {
  private static final Duration HEAD_START = Duration.ofHours(1);
  private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365);

  /** Begins in the past, so that a client whose clock is late does not refuse the certificate. */
  public static Validity startingAt(Instant now) {
    Instant from = now.minus(HEAD_START).truncatedTo(ChronoUnit.SECONDS);
    return new Validity(from, from.plus(FIVE_YEARS));
  }

  public Validity endingBy(Instant end) {
    Instant whole = end.truncatedTo(ChronoUnit.SECONDS);
    return whole.isBefore(until) ? new Validity(from, whole) : this;
  }

  public boolean isOver(Instant now) {
    return now.isAfter(until);
  }
}
