package io.github.wechatpayfeign.simulator.internal.ledger;

/** An order that a request wants to place. */
public record PrepayOrder(OrderId id, OrderTerms terms, Placement placement) {}
