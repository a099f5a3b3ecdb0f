package io.github.wechatpayfeign.simulator;

/** An order that a request wants to place. */
record PrepayOrder(OrderId id, OrderTerms terms, Placement placement) {}
