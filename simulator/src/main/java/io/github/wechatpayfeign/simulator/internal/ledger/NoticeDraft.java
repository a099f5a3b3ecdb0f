package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Map;
import java.util.Optional;

/**
 * An event that merchants are told about.
 *
 * @param mchid the merchant whose APIv3 key encrypts the notice
 * @param number the number of the order, combine or refund
 * @param url the {@code notify_url} of the request, if it had one
 * @param kind {@code transaction} or {@code refund}
 */
public record NoticeDraft(
    String mchid,
    String number,
    Optional<String> url,
    String eventType,
    String kind,
    String summary,
    Map<String, Object> resource) {

  @Override
  public String toString() {
    return "NoticeDraft[%s, %s]".formatted(eventType, number);
  }
}
