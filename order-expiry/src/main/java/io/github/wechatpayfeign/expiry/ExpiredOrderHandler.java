package io.github.wechatpayfeign.expiry;

import io.github.wechatpayfeign.api.CloseDecision;

/**
 * Settles an expired order: releases its goods, or delivers them if it was paid. It is called
 * inside the transaction that deletes the order's timer, on any process of the fleet. Of all calls
 * for one timer at most one commits. What it does outside of that database happens as often as it
 * is called: put such work into a row of an outbox.
 */
@FunctionalInterface
public interface ExpiredOrderHandler {

  /**
   * Settles an order.
   *
   * @param decision what became of it: never {@code UNSETTLED}; {@code NOT_FOUND} only if WeChat
   *     Pay said so twice, a minute apart, after the order's time was over
   * @throws Exception to roll back: the order is tried again later, and parked after some times
   */
  void settle(ExpiredOrder order, CloseDecision decision) throws Exception;
}
