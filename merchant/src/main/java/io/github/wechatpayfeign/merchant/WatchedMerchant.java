package io.github.wechatpayfeign.merchant;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A merchant whose keys come from files, and are loaded anew when the files change: written in
 * place, renamed over, or swapped by a symbolic link as Kubernetes does with secrets.
 *
 * <p>The files are compared by their bytes, every few seconds. Keys that fail to load, such as a
 * file that is only half written or a key without its new certificate, never replace the current
 * ones: these stay until all files fit, {@link #failure()} tells why, and so does one line of the
 * log. Nothing ends the watching but {@link #close()}. A file system or a loader that hangs stops
 * no other merchant from being watched, and is reported after 10 s.
 */
public final class WatchedMerchant implements MerchantSource, Closeable {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration MIN_INTERVAL = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReplaceableMerchant current;
  private final KeyFilesWatch watch;
  private final ScheduledFuture<?> looking;

  private WatchedMerchant(
      Supplier<Merchant> load, Duration interval, Duration patience, List<Path> watched) {
    FilesDigest loaded = FilesDigest.of(watched);
    this.current = new ReplaceableMerchant(load.get());
    this.watch = new KeyFilesWatch(load, watched, loaded, current, patience);
    this.looking =
        WatchThreads.TIMER.scheduleWithFixedDelay(
            watch::look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Loads a merchant, and again each time that a file has changed; looks every 5 s.
   *
   * @param load builds the merchant from its files
   * @param watched those files, or folders of which every file counts
   * @throws RuntimeException what {@code load} throws the first time
   */
  public static WatchedMerchant watch(Supplier<Merchant> load, Path... watched) {
    return watch(load, DEFAULT_INTERVAL, watched);
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
    return watch(load, interval, PATIENCE, watched);
  }

  static WatchedMerchant watch(
      Supplier<Merchant> load, Duration interval, Duration patience, Path... watched) {
    if (watched.length == 0) {
      throw new IllegalArgumentException("There is nothing to watch: name the files of the keys");
    }
    if (interval.compareTo(MIN_INTERVAL) < 0) {
      throw new IllegalArgumentException("The interval must be 10 ms or more, but is " + interval);
    }
    return new WatchedMerchant(load, interval, patience, List.of(watched));
  }

  @Override
  public Merchant merchant() {
    return current.merchant();
  }

  /**
   * Returns why the files, as they are now, are not used; empty if they are. If the loader throws
   * an {@link Error}, it is the cause of an {@link IllegalStateException}. If a look at the files
   * takes longer than 10 s, an {@code IllegalStateException} says since when it lasts.
   */
  public Optional<RuntimeException> failure() {
    return watch.failure();
  }

  /** Looks no more; the keys stay as they are. */
  @Override
  public void close() {
    looking.cancel(false);
    watch.close();
  }

  @Override
  public String toString() {
    return current.toString();
  }
}
