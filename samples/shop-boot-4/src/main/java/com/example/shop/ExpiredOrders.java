package com.example.shop;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiredOrderHandler;
import org.springframework.stereotype.Component;

/** Settles the orders that were not paid in time, each in the transaction of its timer. */
@Component
class ExpiredOrders implements ExpiredOrderHandler {

  private final OrderTable table;

  ExpiredOrders(OrderTable table) {
    this.table = table;
  }

  @Override
  public void settle(ExpiredOrder order, CloseDecision decision) {
    switch (decision.kind()) {
      case CLOSED, ALREADY_CLOSED, NOT_FOUND -> table.release(order.outTradeNo());
      case PAID -> table.deliver(order.outTradeNo());
      case REFUNDED -> table.refunded(order.outTradeNo());
      case UNSETTLED -> throw new IllegalStateException("never comes");
    }
  }
}
