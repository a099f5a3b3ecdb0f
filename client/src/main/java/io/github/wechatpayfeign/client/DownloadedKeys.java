package io.github.wechatpayfeign.client;

import io.github.wechatpayfeign.merchant.VerificationKey;
import io.github.wechatpayfeign.merchant.VerificationKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of downloaded platform certificates. A key that the newest list no longer has was
 * withdrawn. It still verifies for {@link #GRACE}, because answers that it signed may be under way.
 * Immutable.
 */
final class DownloadedKeys {

  /** How long WeChat Pay lists an old certificate beside its successor. */
  static final Duration GRACE = Duration.ofHours(24);

  static final DownloadedKeys NONE = new DownloadedKeys(VerificationKeys.NONE, Map.of());

  private final VerificationKeys keys;

  /** When the grace of each withdrawn key ends, by a clock that never goes back. */
  private final Map<String, Long> ends;

  private DownloadedKeys(VerificationKeys keys, Map<String, Long> ends) {
    this.keys = keys;
    this.ends = Map.copyOf(ends);
  }

  /** Returns the keys whose grace is not over. */
  VerificationKeys at(long nanoTime) {
    return ends.isEmpty()
        ? keys
        : VerificationKeys.of(
            keys.all().stream().filter(key -> !isOver(key.serial(), nanoTime)).toList());
  }

  /**
   * Returns the keys after another download.
   *
   * @param listed the keys of the new download
   * @param now the time of that download, by the clock that certificates expire by
   * @param nanoTime the time of that download, by a clock that never goes back
   */
  DownloadedKeys replacedBy(List<VerificationKey> listed, Instant now, long nanoTime) {
    VerificationKeys newest = VerificationKeys.of(listed);
    List<VerificationKey> left = new ArrayList<>(listed);
    Map<String, Long> graces = new HashMap<>();
    for (VerificationKey old : keys.all()) {
      String serial = old.serial();
      if (newest.find(serial) == null && !isOver(serial, nanoTime) && !now.isAfter(old.until())) {
        left.add(old.withdrawn(now.plus(GRACE)));
        graces.put(serial, ends.getOrDefault(serial, nanoTime + GRACE.toNanos()));
      }
    }
    return new DownloadedKeys(VerificationKeys.of(left), graces);
  }

  private boolean isOver(String serial, long nanoTime) {
    Long end = ends.get(serial);
    return end != null && nanoTime - end >= 0;
  }
}
