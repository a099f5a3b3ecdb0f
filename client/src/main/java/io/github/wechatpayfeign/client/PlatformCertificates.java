package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.VerificationKey;
import io.github.wechatpayfeign.merchant.VerificationKeys;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The downloaded platform certificates of one merchant. Only a call starts a download; there is no
 * timer. A download runs on its own thread, and only one runs at a time. Thread-safe.
 */
final class PlatformCertificates {

  private static final Logger LOG = System.getLogger(PlatformCertificates.class.getName());

  /** The shortest time between two downloads because of unknown serials, and after a failure. */
  private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

  private static final double JITTER = 0.1;

  private final Duration refreshInterval;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final Executor threads;

  private final AtomicInteger successes = new AtomicInteger();
  private volatile DownloadedKeys downloaded = DownloadedKeys.NONE;
  private volatile @Nullable Moment due;
  private @Nullable Long lastForUnknown;
  private @Nullable CompletableFuture<Void> running;

  /**
   * A moment by two clocks. {@code nanoTime} never goes back, so a wall clock that is set back
   * delays nothing. It may stop while the machine sleeps; the wall clock does not.
   */
  private record Moment(long nanoTime, Instant instant) {}

  /**
   * Creates an empty store.
   *
   * @param clock the clock that certificates expire by
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @param refreshInterval how old certificates are when they are downloaded again; a random part
   *     of up to a tenth is left out, so that not all merchants download at once
   */
  PlatformCertificates(
      Duration refreshInterval,
      Clock clock,
      LongSupplier nanoTime,
      DoubleSupplier random,
      Executor threads) {
    this.refreshInterval = refreshInterval;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.random = random;
    this.threads = threads;
  }

  /** Returns the keys of the last download, and for one day those that it no longer lists. */
  VerificationKeys keys() {
    return downloaded.at(nanoTime.getAsLong());
  }

  /** Begins a download in the background if the last one is old. */
  void refreshIfDue(Supplier<List<VerificationKey>> download) {
    Moment next = due;
    if (next != null && isPast(next)) {
      var unused = refresh(download);
    }
  }

  /** Begins a download because of an unknown serial; returns null if the last one was just now. */
  synchronized @Nullable CompletableFuture<Void> refreshForUnknown(
      Supplier<List<VerificationKey>> download) {
    long now = nanoTime.getAsLong();
    Long last = lastForUnknown;
    if (running == null && last != null && now - last < MIN_INTERVAL.toNanos()) {
      return null;
    }
    lastForUnknown = now;
    return refresh(download);
  }

  /** Returns how many downloads have succeeded. */
  int successes() {
    return successes.get();
  }

  /**
   * Begins a download, or joins the one that is under way. Does nothing if one succeeded after a
   * caller looked at the keys and found none.
   *
   * @param seen the number of successes before the caller looked
   */
  synchronized CompletableFuture<Void> refreshAfter(
      int seen, Supplier<List<VerificationKey>> download) {
    return successes.get() == seen ? refresh(download) : CompletableFuture.completedFuture(null);
  }

  /** Begins a download, or joins the one that is under way. */
  synchronized CompletableFuture<Void> refresh(Supplier<List<VerificationKey>> download) {
    if (running == null) {
      // Set before the download starts, which may end before this method does.
      CompletableFuture<Void> begun = new CompletableFuture<>();
      running = begun;
      due = in(MIN_INTERVAL);
      try {
        threads.execute(() -> run(download, begun));
      } catch (RuntimeException | Error noThread) {
        running = null;
        begun.completeExceptionally(noThread);
      }
      return begun;
    }
    return running;
  }

  private void run(Supplier<List<VerificationKey>> download, CompletableFuture<Void> begun) {
    Throwable failure = null;
    try {
      List<VerificationKey> listed = download.get();
      downloaded = downloaded.replacedBy(listed, clock.instant(), nanoTime.getAsLong());
      successes.incrementAndGet();
      due = in(jittered());
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    synchronized (this) {
      running = null;
    }
    if (failure == null) {
      begun.complete(null);
    } else {
      LOG.log(
          Level.WARNING,
          "Platform certificates could not be downloaded: {0}",
          failure.getMessage());
      begun.completeExceptionally(failure);
    }
  }

  private Moment in(Duration time) {
    return new Moment(nanoTime.getAsLong() + time.toNanos(), clock.instant().plus(time));
  }

  private boolean isPast(Moment moment) {
    return nanoTime.getAsLong() - moment.nanoTime() >= 0
        || !clock.instant().isBefore(moment.instant());
  }

  private Duration jittered() {
    double share = 1 - JITTER * random.getAsDouble();
    return Duration.ofMillis((long) (refreshInterval.toMillis() * share));
  }
}
