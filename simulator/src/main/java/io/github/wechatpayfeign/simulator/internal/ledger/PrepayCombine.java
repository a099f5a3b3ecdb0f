package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Map;

/**
 * A combine that a request wants to place.
 *
 * @param orders its orders, in the order of the request
 */
public record PrepayCombine(
    OrderId id, String appid, Map<OrderId, OrderTerms> orders, Placement placement) {}
