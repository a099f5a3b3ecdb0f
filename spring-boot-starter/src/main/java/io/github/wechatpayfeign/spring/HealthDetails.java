package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.signing.MerchantSource;
import io.github.wechatpayfeign.signing.WatchedMerchant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What the health of WeChat Pay shows, without any call to the gateway: which domain is preferred,
 * and whether the newest keys of each merchant are in use.
 *
 * <p>The status is always {@code UP}. An application whose new keys do not load goes on to close
 * orders with the former ones, and one that uses the backup domain does too: to take it out of
 * service would turn a warning into an outage.
 */
final class HealthDetails {

  private final WechatPayRegistry registry;
  private final ObjectProvider<MerchantSource> merchants;

  HealthDetails(WechatPayRegistry registry, ObjectProvider<MerchantSource> merchants) {
    this.registry = registry;
    this.merchants = merchants;
  }

  Map<String, Object> read() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("domain", registry.prefersBackup() ? "backup" : "main");
    Map<String, String> keys = new LinkedHashMap<>();
    registry.mchids().stream().sorted().forEach(mchid -> keys.put(mchid, "in use"));
    merchants
        .orderedStream()
        .forEach(
            source ->
                failure(source)
                    .ifPresent(
                        failure ->
                            keys.put(
                                source.merchant().mchid(),
                                "former ones in use, since the new ones do not load: "
                                    + failure.getMessage())));
    details.put("keys", keys);
    return details;
  }

  private static Optional<RuntimeException> failure(MerchantSource source) {
    if (source instanceof WatchedMerchant watched) {
      return watched.failure();
    }
    return source instanceof RebindableMerchant rebindable
        ? rebindable.failure()
        : Optional.empty();
  }
}
