package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Map;
import java.util.Optional;

/**
 * An event that merchants are told about.
 *
 * @param owner the owner of the order, combine or refund, whose merchant's APIv3 key encrypts the
 *     notice
 * @param number the number of the order, combine or refund
 * @param url the {@code notify_url} of the request, if it had one
 * @param change the number of the change in the history that is told
 * @param kind {@code transaction} or {@code refund}
 */
public record NoticeDraft(
    Owner owner,
    String number,
    long change,
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
