package io.github.wechatpayfeign.simulator;

import java.util.Map;

/**
 * A combine that a request wants to place.
 *
 * @param orders its orders, in the order of the request
 */
record PrepayCombine(
    OrderId id, String appid, Map<OrderId, OrderTerms> orders, Placement placement) {}
