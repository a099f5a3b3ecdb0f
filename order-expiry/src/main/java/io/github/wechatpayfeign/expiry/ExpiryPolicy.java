package io.github.wechatpayfeign.expiry;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * When expired orders are closed and tried again. A policy is made from {@link #standard()} by the
 * methods that begin with {@code with}. Immutable.
 */
public final class ExpiryPolicy {

  private static final int MAX_HANDLER_ATTEMPTS = 1000;
  private static final Duration MAX_GRACE = Duration.ofHours(1);
  private static final Duration MIN_DEADLINE = Duration.ofMillis(100);
  private static final Duration MAX_DEADLINE = Duration.ofMinutes(1);
  private static final Duration MIN_HEARTBEAT = Duration.ofMillis(100);
  private static final Duration MAX_HEARTBEAT = Duration.ofMinutes(1);
  private static final Duration MAX_DELAY = Duration.ofHours(1);

  private static final ExpiryPolicy STANDARD = new ExpiryPolicy(new Draft());

  private final Duration grace;
  private final Duration deadline;
  private final Duration firstDelay;
  private final Duration maxDelay;
  private final Duration notFoundDelay;
  private final boolean settlesNotFound;
  private final int handlerAttempts;
  private final Duration heartbeat;
  private final Duration probeInterval;

  private ExpiryPolicy(Draft draft) {
    this.grace = draft.grace;
    this.deadline = draft.deadline;
    this.firstDelay = draft.firstDelay;
    this.maxDelay = draft.maxDelay;
    this.notFoundDelay = draft.notFoundDelay;
    this.settlesNotFound = draft.settlesNotFound;
    this.handlerAttempts = draft.handlerAttempts;
    this.heartbeat = draft.heartbeat;
    this.probeInterval = draft.probeInterval;
    require("grace", grace, Duration.ZERO, MAX_GRACE);
    require("deadline", deadline, MIN_DEADLINE, MAX_DEADLINE);
    require("first delay", firstDelay, Duration.ofMillis(1), MAX_DELAY);
    require("longest delay", maxDelay, firstDelay, MAX_DELAY);
    require("delay after NOT_FOUND", notFoundDelay, Duration.ofMillis(1), MAX_DELAY);
    if (handlerAttempts < 1 || handlerAttempts > MAX_HANDLER_ATTEMPTS) {
      throw new IllegalArgumentException(
          "The handler attempts of an expiry policy must be 1 to 1000, but are " + handlerAttempts);
    }
    require("heartbeat", heartbeat, MIN_HEARTBEAT, MAX_HEARTBEAT);
    require("probe interval", probeInterval, MIN_HEARTBEAT, MAX_DELAY);
  }

  /** The values of a policy that is being made; at first those of the standard one. */
  private static final class Draft {

    private Duration grace = Duration.ofSeconds(5);
    private Duration deadline = Duration.ofSeconds(10);
    private Duration firstDelay = Duration.ofSeconds(5);
    private Duration maxDelay = Duration.ofMinutes(5);
    private Duration notFoundDelay = Duration.ofMinutes(1);
    private boolean settlesNotFound = true;
    private int handlerAttempts = 10;
    private Duration heartbeat = Duration.ofSeconds(5);
    private Duration probeInterval = Duration.ofSeconds(30);
  }

  /** Returns this policy with a change. */
  private ExpiryPolicy with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.grace = grace;
    draft.deadline = deadline;
    draft.firstDelay = firstDelay;
    draft.maxDelay = maxDelay;
    draft.notFoundDelay = notFoundDelay;
    draft.settlesNotFound = settlesNotFound;
    draft.handlerAttempts = handlerAttempts;
    draft.heartbeat = heartbeat;
    draft.probeInterval = probeInterval;
    change.accept(draft);
    return new ExpiryPolicy(draft);
  }

  /**
   * Returns the default policy: an order is closed 5 s after its time, with a deadline of 10 s;
   * what is unsettled is tried again after 5 s, doubling to 5 minutes; NOT_FOUND is settled when it
   * is said again a minute later; a handler that throws 10 times parks its order; a worker shows
   * every 5 s that it is alive.
   */
  public static ExpiryPolicy standard() {
    return STANDARD;
  }

  /**
   * Returns this policy with another grace.
   *
   * @param grace how long after its time an order is closed, 0 to 1 hour: a payment that runs at
   *     that moment can still succeed
   */
  public ExpiryPolicy withGrace(Duration grace) {
    return with(draft -> draft.grace = grace);
  }

  /**
   * Returns this policy with another deadline of a decisive close, which is one of the merchant's
   * client; a closer of the application has its own.
   *
   * @param deadline 100 ms to 1 minute
   */
  public ExpiryPolicy withDeadline(Duration deadline) {
    return with(draft -> draft.deadline = deadline);
  }

  /**
   * Returns this policy with another interval in which a worker shows that it is alive. After 6
   * intervals without a sign, its orders are taken from it. All processes of a fleet must have the
   * same one.
   *
   * @param heartbeat 100 ms to 1 minute
   */
  public ExpiryPolicy withHeartbeat(Duration heartbeat) {
    return with(draft -> draft.heartbeat = heartbeat);
  }

  /**
   * Returns this policy with another interval in which a process tries one order, as long as its
   * merchant cannot call WeChat Pay.
   *
   * @param probeInterval 100 ms to 1 hour
   */
  public ExpiryPolicy withProbeInterval(Duration probeInterval) {
    return with(draft -> draft.probeInterval = probeInterval);
  }

  /**
   * Returns this policy with other delays before an unsettled order is tried again.
   *
   * @param firstDelay the first one, 1 ms to 1 hour
   * @param maxDelay the longest one, the first to 1 hour
   */
  public ExpiryPolicy withDelays(Duration firstDelay, Duration maxDelay) {
    return with(
        draft -> {
          draft.firstDelay = firstDelay;
          draft.maxDelay = maxDelay;
        });
  }

  /**
   * Returns this policy with another delay between the two answers that an order does not exist.
   *
   * @param notFoundDelay 1 ms to 1 hour
   */
  public ExpiryPolicy withNotFoundDelay(Duration notFoundDelay) {
    return with(draft -> draft.notFoundDelay = notFoundDelay);
  }

  /** Returns this policy, which parks an order that does not exist instead of settling it. */
  public ExpiryPolicy parkingNotFound() {
    return with(draft -> draft.settlesNotFound = false);
  }

  /**
   * Returns this policy with another number of times that a handler may throw for one order.
   *
   * @param handlerAttempts 1 to 1000
   */
  public ExpiryPolicy withHandlerAttempts(int handlerAttempts) {
    return with(draft -> draft.handlerAttempts = handlerAttempts);
  }

  /** Returns how long after its time an order is closed. */
  public Duration grace() {
    return grace;
  }

  /** Returns the deadline of a decisive close. */
  public Duration deadline() {
    return deadline;
  }

  /** Returns how often a worker shows that it is alive. */
  public Duration heartbeat() {
    return heartbeat;
  }

  /** Returns how often one order is tried as long as the merchant cannot call WeChat Pay. */
  public Duration probeInterval() {
    return probeInterval;
  }

  /** Returns the time between the two answers that an order does not exist. */
  public Duration notFoundDelay() {
    return notFoundDelay;
  }

  /** Returns whether an order that does not exist is settled; otherwise it is parked. */
  public boolean settlesNotFound() {
    return settlesNotFound;
  }

  /** Returns how often a handler may throw for one order before the order is parked. */
  public int handlerAttempts() {
    return handlerAttempts;
  }

  /** Returns the delay after a number of tries, 1 or more, without jitter. */
  Duration delayAfter(int tries) {
    Duration doubled = firstDelay.multipliedBy(1L << Math.min(tries - 1, 22));
    return doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
  }

  private static void require(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " of an expiry policy must be "
              + min
              + " to "
              + max
              + ", but is "
              + value);
    }
  }
}
