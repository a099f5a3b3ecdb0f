package io.github.wechatpayfeign.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where requests go and how long they may take, for all merchants or for one. */
record HttpProperties(
    @Nullable String baseUrl,
    @Nullable String backupBaseUrl,
    @Nullable Boolean failover,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Duration writeTimeout,
    @Nullable Duration deadline) {

  /** Returns whether nothing is set. */
  boolean isEmpty() {
    return equals(new HttpProperties(null, null, null, null, null, null, null));
  }

  /**
   * Returns these settings, completed by those of all merchants. The two URLs belong together: a
   * merchant with a base URL of its own must not fail over to the backup of another gateway.
   */
  HttpProperties over(HttpProperties shared) {
    boolean goesElsewhere = baseUrl != null || backupBaseUrl != null;
    return new HttpProperties(
        goesElsewhere ? baseUrl : shared.baseUrl,
        goesElsewhere ? backupBaseUrl : shared.backupBaseUrl,
        or(failover, shared.failover),
        or(connectTimeout, shared.connectTimeout),
        or(readTimeout, shared.readTimeout),
        or(writeTimeout, shared.writeTimeout),
        or(deadline, shared.deadline));
  }

  private static <T> @Nullable T or(@Nullable T own, @Nullable T shared) {
    return own == null ? shared : own;
  }
}
