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
 * A merchant whose keys come from files and are loaded again if a file changes: written in place,
 * replaced by a rename, or swapped by a symbolic link, as Kubernetes does with secrets.
 *
 * <p>It compares the bytes of the files every few seconds. Keys that fail to load never replace the
 * current ones, for example if a file is only half written or a key comes without its new
 * certificate. The current keys stay in use until all files match; {@link #failure()} and one line
 * of the log say why. Only {@link #close()} ends the watching. A file system or a loader that hangs
 * does not affect other merchants, and is reported after 10 s.
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
   * Loads a merchant, and loads it again each time that a file has changed; looks every 5 s.
   *
   * @param load builds the merchant from its files
   * @param watched those files, or folders, of which every file counts
   * @throws RuntimeException if {@code load} throws it the first time
   */
  public static WatchedMerchant watch(Supplier<Merchant> load, Path... watched) {
    return watch(load, DEFAULT_INTERVAL, watched);
  }

  /**
   * Loads a merchant, and loads it again each time that a file has changed.
   *
   * @param load builds the merchant from its files
   * @param interval the time between two looks, 10 ms or more
   * @param watched those files, or folders, of which every file counts
   * @throws IllegalArgumentException if there is nothing to watch, or the interval is too short
   * @throws RuntimeException if {@code load} throws it the first time
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
   * Returns why the current content of the files is not used, or empty if it is used. If the loader
   * throws an {@link Error}, it is the cause of an {@link IllegalStateException}. If a look at the
   * files takes longer than 10 s, an {@code IllegalStateException} says when it began.
   */
  public Optional<RuntimeException> failure() {
    return watch.failure();
  }

  /** Stops watching; the current keys remain in use. */
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
