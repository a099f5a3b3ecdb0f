package io.github.wechatpayfeign.spring;

import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows what is known of each merchant: where requests go, the serials, and the days until keys
 * expire. It sends no request and shows no key.
 */
@Endpoint(id = "wechatpay")
final class WechatPayEndpoint {

  private final KeyReport keys;

  WechatPayEndpoint(KeyReport keys) {
    this.keys = keys;
  }

  /** Returns all merchants, sorted by their numbers. */
  @ReadOperation
  public Map<String, List<Map<String, Object>>> merchants() {
    return Map.of("merchants", keys.mchids().stream().map(keys::details).toList());
  }
}
