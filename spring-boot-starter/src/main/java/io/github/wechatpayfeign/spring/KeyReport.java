package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.WatchedMerchant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Reports the keys of all merchants for the health and the endpoint: serials, states and dates, but
 * never a key. It sends no request, so it can be read as often as a monitor likes.
 */
final class KeyReport {

  private final WechatPayRegistry registry;
  private final ObjectProvider<MerchantSource> merchants;
  private final Clock clock;

  KeyReport(WechatPayRegistry registry, ObjectProvider<MerchantSource> merchants, Clock clock) {
    this.registry = registry;
    this.merchants = merchants;
    this.clock = clock;
  }

  /** Returns the name of the domain that is tried first. */
  static String domain(boolean prefersBackup) {
    return prefersBackup ? "backup" : "main";
  }

  /** Returns the numbers of all merchants, sorted. */
  List<String> mchids() {
    return registry.mchids().stream().sorted().toList();
  }

  /** Returns whether the newest keys of a merchant are in use, and if not, why. */
  String state(String mchid) {
    return merchants
        .orderedStream()
        .filter(source -> source.merchant().mchid().equals(mchid))
        .map(KeyReport::failure)
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            failure ->
                "previous keys in use, because the new ones do not load: " + failure.getMessage())
        .orElse("in use");
  }

  private static Optional<RuntimeException> failure(MerchantSource source) {
    if (source instanceof WatchedMerchant watched) {
      return watched.failure();
    }
    return source instanceof RebindableMerchant rebindable
        ? rebindable.failure()
        : Optional.empty();
  }

  /** Returns the state of the keys and the days until they expire, as far as these are known. */
  Map<String, Object> summary(String mchid) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("state", state(mchid));
    registry
        .find(mchid)
        .ifPresent(
            wechatPay -> {
              put(summary, "merchantKeyDays", days(wechatPay.merchant().keyValidity().until()));
              put(summary, "wechatPayKeyDays", days(lastEnd(wechatPay.wechatPayKeys())));
            });
    return summary;
  }

  /**
   * Returns when the last key expires: until then some key verifies. Null if one has no known end.
   */
  private static @Nullable Instant lastEnd(List<KeyValidity> keys) {
    return keys.stream().anyMatch(key -> key.until() == null)
        ? null
        : keys.stream()
            .map(KeyValidity::until)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null);
  }

  /** Returns everything that is known of a merchant. */
  Map<String, Object> details(String mchid) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("mchid", mchid);
    registry.find(mchid).ifPresent(wechatPay -> describe(wechatPay, details));
    return details;
  }

  private void describe(WechatPay wechatPay, Map<String, Object> details) {
    String mchid = wechatPay.merchant().mchid();
    details.put("baseUrl", wechatPay.baseUrl());
    details.put("domain", domain(wechatPay.prefersBackup()));
    details.put("scheme", wechatPay.merchant().scheme().toString());
    details.put("state", state(mchid));
    details.put("merchantKey", key(wechatPay.merchant().keyValidity()));
    details.put("wechatPayKeys", wechatPay.wechatPayKeys().stream().map(this::key).toList());
  }

  private Map<String, Object> key(KeyValidity key) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("serial", key.serial());
    put(details, "from", key.from());
    put(details, "until", key.until());
    put(details, "days", days(key.until()));
    return details;
  }

  private @Nullable Long days(@Nullable Instant until) {
    return until == null ? null : Duration.between(clock.instant(), until).toDays();
  }

  private static void put(Map<String, Object> details, String name, @Nullable Object value) {
    if (value != null) {
      details.put(name, value instanceof Instant instant ? instant.toString() : value);
    }
  }
}
