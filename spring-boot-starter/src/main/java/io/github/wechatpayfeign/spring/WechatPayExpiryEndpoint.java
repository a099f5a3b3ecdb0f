package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.ParkedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows how many expired orders are open, and those that are not tried again by themselves. It
 * counts the rows of the table.
 */
@Endpoint(id = "wechatpayexpiry")
final class WechatPayExpiryEndpoint {

  private static final int MAX_PARKED = 100;

  private final OrderExpiry expiry;

  WechatPayExpiryEndpoint(OrderExpiry expiry) {
    this.expiry = expiry;
  }

  /** Returns the progress, and at most 100 parked orders. */
  @ReadOperation
  public Map<String, Object> expiredOrders() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("progress", ExpiryHealth.details(expiry.progress()));
    List<Map<String, String>> parked =
        expiry.parked(MAX_PARKED).stream().map(WechatPayExpiryEndpoint::details).toList();
    shown.put("parked", parked);
    return shown;
  }

  private static Map<String, String> details(ParkedOrder order) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("outTradeNo", order.outTradeNo());
    details.put("timeExpire", order.timeExpire().toString());
    details.put("since", order.since().toString());
    details.put("reason", order.reason());
    return details;
  }
}
