package io.github.wechatpayfeign.client;

import java.time.Duration;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;

/**
 * Chooses between a main domain and its backup, depending on whether connections can be made. After
 * three failures of the main domain in a row, the backup is preferred for three minutes. Then one
 * call at a time tries the main domain, until one connects. If neither domain can be reached, no
 * failure counts, because this machine's own network is at fault. Thread-safe.
 */
final class Failover {

  private static final int FAILURES_UNTIL_SWITCH = 3;
  private static final Duration PREFERENCE = Duration.ofMinutes(3);

  private final HttpUrl main;
  private final HttpUrl backup;
  private final LongSupplier nanoTime;

  private int failuresOfMain;
  private boolean backupPreferred;
  private long probeAt;

  Failover(HttpUrl main, HttpUrl backup, LongSupplier nanoTime) {
    this.main = main;
    this.backup = backup;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns whether the URL is on the main domain. A request to any other domain goes there on
   * purpose, so it never moves.
   */
  boolean covers(HttpUrl url) {
    return url.host().equals(main.host())
        && url.port() == main.port()
        && url.scheme().equals(main.scheme());
  }

  /** Returns the domain to try first; only one call at a time probes the main domain. */
  synchronized HttpUrl first() {
    if (!backupPreferred) {
      return main;
    }
    long now = nanoTime.getAsLong();
    if (now - probeAt < 0) {
      return backup;
    }
    probeAt = now + PREFERENCE.toNanos();
    return main;
  }

  boolean isMain(HttpUrl domain) {
    return domain.equals(main);
  }

  HttpUrl other(HttpUrl domain) {
    return domain.equals(main) ? backup : main;
  }

  synchronized void connected(HttpUrl domain) {
    if (domain.equals(main)) {
      failuresOfMain = 0;
      backupPreferred = false;
    }
  }

  synchronized void failed(HttpUrl domain) {
    if (!domain.equals(main)) {
      return;
    }
    failuresOfMain++;
    if (failuresOfMain >= FAILURES_UNTIL_SWITCH && !backupPreferred) {
      backupPreferred = true;
      probeAt = nanoTime.getAsLong() + PREFERENCE.toNanos();
    }
  }

  /**
   * Notes that the caller gave up before a connection was made or refused: the next call probes.
   */
  synchronized void notTried(HttpUrl domain) {
    if (domain.equals(main) && backupPreferred) {
      probeAt = nanoTime.getAsLong();
    }
  }

  synchronized boolean prefersBackup() {
    return backupPreferred;
  }
}
