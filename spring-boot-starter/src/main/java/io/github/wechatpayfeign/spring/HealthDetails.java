package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The health of WeChat Pay, without any call to the gateway: which domain is preferred, whether the
 * newest keys of each merchant are in use, and in how many days they expire.
 *
 * <p>The status is always {@code UP}. An application whose new keys fail to load still closes
 * orders with the previous ones, and so does one that uses the backup domain. A load balancer that
 * took it out of service would turn a warning into an outage.
 */
final class HealthDetails {

  private final WechatPayRegistry registry;
  private final KeyReport keys;

  HealthDetails(WechatPayRegistry registry, KeyReport keys) {
    this.registry = registry;
    this.keys = keys;
  }

  Map<String, Object> read() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("domain", KeyReport.domain(registry.prefersBackup()));
    Map<String, Object> merchants = new LinkedHashMap<>();
    keys.mchids().forEach(mchid -> merchants.put(mchid, keys.summary(mchid)));
    details.put("keys", merchants);
    return details;
  }
}
