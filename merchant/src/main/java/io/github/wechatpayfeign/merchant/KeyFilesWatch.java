package io.github.wechatpayfeign.merchant;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of one merchant, one look at a time, and replaces its keys. An exception of
 * the loader or a long look does not end the watching.
 */
final class KeyFilesWatch {

  private final Supplier<Merchant> load;
  private final List<Path> watched;
  private final ReplaceableMerchant current;
  private final Duration patience;
  private final AtomicReference<@Nullable Look> running = new AtomicReference<>();

  private volatile @Nullable Future<?> task;
  private volatile boolean closed;

  // Only the look that is under way uses these two.
  private FilesDigest loaded;
  private @Nullable String reported;

  /**
   * Creates a watch.
   *
   * @param load builds the merchant from the files
   * @param watched the files, or folders
   * @param loaded the digest of the files when the current keys were loaded
   * @param current the merchant whose keys are replaced
   * @param patience how long a look may last before it is reported
   */
  KeyFilesWatch(
      Supplier<Merchant> load,
      List<Path> watched,
      FilesDigest loaded,
      ReplaceableMerchant current,
      Duration patience) {
    this.load = load;
    this.watched = watched;
    this.loaded = loaded;
    this.current = current;
    this.patience = patience;
  }

  /** Starts a look on its own thread, unless the last one is still running. Throws nothing. */
  void look() {
    Look look = new Look();
    Look last = running.compareAndExchange(null, look);
    try {
      if (last == null) {
        task = WatchThreads.LOOKS.submit(look);
      } else if (last.isSlow() && last.isFirstReport()) {
        WatchThreads.LOOKS.execute(
            () ->
                ReplaceableMerchant.tell(Level.WARNING, String.valueOf(last.slow().getMessage())));
      }
    } catch (RuntimeException | Error noThread) {
      running.compareAndSet(look, null);
      current.keep(noThread, false);
    }
  }

  Optional<RuntimeException> failure() {
    Look look = running.get();
    return look != null && look.isSlow() ? Optional.of(look.slow()) : current.failure();
  }

  /** Interrupts the look that is under way; it does not replace keys any more. */
  void close() {
    closed = true;
    Future<?> last = task;
    if (last != null) {
      last.cancel(true);
    }
  }

  private void compareAndLoad() {
    String key = "the files";
    try {
      FilesDigest found = FilesDigest.of(watched);
      key = found.digest();
      if (found.equals(loaded)) {
        current.upToDate();
        return;
      }
      Merchant successor = ReplaceableMerchant.loaded(load);
      if (found.equals(FilesDigest.of(watched)) && !closed) {
        current.replaceAndTell(successor);
        loaded = found;
      }
    } catch (Throwable notLoaded) {
      current.keep(notLoaded, isNews(key));
    }
  }

  /** The same files fail again with each look, and are told once. */
  private boolean isNews(String key) {
    boolean news = !key.equals(reported) && !closed;
    if (news) {
      reported = key;
    }
    return news;
  }

  /** One look at the files. */
  private final class Look implements Runnable {

    private final long began = System.nanoTime();
    private final Instant since = Clock.systemUTC().instant();
    private final AtomicBoolean slowReported = new AtomicBoolean();

    @Override
    public void run() {
      try {
        compareAndLoad();
      } finally {
        running.set(null);
      }
    }

    boolean isSlow() {
      return System.nanoTime() - began > patience.toNanos();
    }

    boolean isFirstReport() {
      return slowReported.compareAndSet(false, true);
    }

    IllegalStateException slow() {
      return new IllegalStateException(
          "The keys of the merchant "
              + current.merchant().mchid()
              + " have been loading since "
              + since
              + ": the file system or the loader hangs; the current keys stay in use");
    }
  }
}
