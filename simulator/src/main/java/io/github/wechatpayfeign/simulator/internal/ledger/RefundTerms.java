package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data with which a refund was applied for.
 *
 * @param refund the amount of the refund in fen
 * @param total the amount of the order in fen, as the merchant believes
 * @param from the accounts that pay, as in the request
 */
public record RefundTerms(
    long refund,
    long total,
    List<Map<String, Object>> from,
    Optional<String> fundsAccount,
    Optional<String> notifyUrl) {

  boolean hasAmountsOf(RefundTerms other) {
    return refund == other.refund && total == other.total;
  }
}
