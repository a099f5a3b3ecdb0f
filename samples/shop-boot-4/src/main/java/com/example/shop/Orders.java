package com.example.shop;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to an order in one transaction with its timer. */
@Service
class Orders {

  private final OrderTable table;
  private final OrderExpiry expiry;

  Orders(OrderTable table, OrderExpiry expiry) {
    this.table = table;
    this.expiry = expiry;
  }

  /** Writes an order and its timer: no order without its timer. */
  @Transactional
  public void place(String no, long total, Instant timeExpire) {
    table.insert(no, total, timeExpire);
    expiry.closeAt(no, timeExpire);
  }

  /** Delivers a paid order, unless it was settled before: a notice may come several times. */
  @Transactional
  public void paid(String no, long total) {
    if (expiry.settle(no)) {
      if (table.find(no).total() != total) {
        throw new IllegalStateException("The order " + no + " was paid with another amount");
      }
      table.deliver(no);
    }
  }
}
