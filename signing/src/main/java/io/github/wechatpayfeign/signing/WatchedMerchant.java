package io.github.wechatpayfeign.signing;

import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A merchant whose keys come from files, and are loaded anew when the files change: written in
 * place, renamed over, or swapped by a symbolic link as Kubernetes does with secrets.
 *
 * <p>The files are compared by their bytes, every few seconds. What does not load, such as a file
 * that is only half written or a key without its new certificate, never replaces what did: the
 * former keys stay until all files fit, {@link #failure()} tells why, and so does one line of the
 * log.
 */
public final class WatchedMerchant implements MerchantSource, Closeable {

  private static final Logger LOG = System.getLogger(WatchedMerchant.class.getName());
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

  private final Supplier<Merchant> load;
  private final List<Path> watched;
  private final ReplaceableMerchant current;
  private final ScheduledFuture<?> looking;

  private Fingerprint loaded;
  private @Nullable Fingerprint refused;
  private volatile @Nullable RuntimeException failure;

  private WatchedMerchant(Supplier<Merchant> load, Duration interval, List<Path> watched) {
    this.load = Objects.requireNonNull(load, "load");
    this.watched = watched;
    this.loaded = Fingerprint.of(watched);
    this.current = new ReplaceableMerchant(load.get());
    this.looking =
        Lazy.THREAD.scheduleWithFixedDelay(
            this::look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Loads a merchant, and again each time that a file has changed; looks every 5 s.
   *
   * @param load builds the merchant from its files
   * @param watched those files, or folders of which every file counts
   * @throws RuntimeException what {@code load} throws the first time
   */
  public static WatchedMerchant watch(Supplier<Merchant> load, Path... watched) {
    return watch(load, USUAL_INTERVAL, watched);
  }

  /**
   * Loads a merchant, and again each time that a file has changed.
   *
   * @param load builds the merchant from its files
   * @param interval how often to look, 10 ms or more
   * @param watched those files, or folders of which every file counts
   * @throws IllegalArgumentException if there is nothing to watch, or the interval is too short
   * @throws RuntimeException what {@code load} throws the first time
   */
  public static WatchedMerchant watch(Supplier<Merchant> load, Duration interval, Path... watched) {
    if (watched.length == 0) {
      throw new IllegalArgumentException("There is nothing to watch: name the files of the keys");
    }
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException("The interval must be 10 ms or more, but is " + interval);
    }
    return new WatchedMerchant(load, interval, List.of(watched));
  }

  @Override
  public Merchant merchant() {
    return current.merchant();
  }

  /** Returns why the files, as they are now, are not used; empty where they are. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Looks no more; the keys stay as they are. */
  @Override
  public void close() {
    looking.cancel(false);
  }

  private void look() {
    Fingerprint found = Fingerprint.of(watched);
    if (found.equals(loaded)) {
      failure = null;
      return;
    }
    try {
      Merchant successor = load.get();
      if (found.equals(Fingerprint.of(watched))) {
        current.replace(successor);
        loaded = found;
        failure = null;
        LOG.log(Level.INFO, "The keys of the merchant {0} were replaced", successor.mchid());
      }
    } catch (RuntimeException notLoaded) {
      keepFormer(found, notLoaded);
    }
  }

  private void keepFormer(Fingerprint found, RuntimeException notLoaded) {
    failure = notLoaded;
    if (!found.equals(refused)) {
      refused = found;
      LOG.log(
          Level.WARNING,
          "The keys of the merchant {0} stay as they were, since the new files do not load: {1}",
          merchant().mchid(),
          notLoaded.getMessage());
    }
  }

  @Override
  public String toString() {
    return current.toString();
  }

  /** One thread looks for all; it ends when there is nothing left to look at. */
  private static final class Lazy {

    static final ScheduledThreadPoolExecutor THREAD = newThread();

    private static ScheduledThreadPoolExecutor newThread() {
      ScheduledThreadPoolExecutor thread =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread named = new Thread(task, "wechatpay-feign-files");
                named.setDaemon(true);
                return named;
              });
      thread.setRemoveOnCancelPolicy(true);
      thread.setKeepAliveTime(1, TimeUnit.SECONDS);
      thread.allowCoreThreadTimeOut(true);
      return thread;
    }
  }
}
