package io.github.wechatpayfeign.simulator.internal.ledger;

/**
 * Who created a combine, and as what.
 *
 * @param id the combine's number, with the merchant that created the combine
 * @param appid the app of that merchant
 */
public record CombineName(OrderId id, String appid) {}
