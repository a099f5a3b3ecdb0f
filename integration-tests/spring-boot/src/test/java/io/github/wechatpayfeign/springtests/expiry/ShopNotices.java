package io.github.wechatpayfeign.springtests.expiry;

import io.github.wechatpayfeign.api.notification.RefundNotice;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the notices of payments and refunds, as the page shows. */
@RestController
class ShopNotices {

  private final OrderExpiry expiry;
  private final JdbcTemplate jdbc;

  ShopNotices(OrderExpiry expiry, JdbcTemplate jdbc) {
    this.expiry = expiry;
    this.jdbc = jdbc;
  }

  @PostMapping("/wechatpay/paid")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Transactional
  public void paid(TransactionNotice notice) {
    if (expiry.settle(notice.outTradeNo())) {
      deliver(notice.outTradeNo(), notice.total());
    }
  }

  @PostMapping("/wechatpay/refunded")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  public void refunded(RefundNotice notice) {
    book(notice.outRefundNo(), notice.refund().status());
  }

  private void deliver(String outTradeNo, long total) {
    jdbc.update(
        "update orders set state = concat(state, ' DELIVERED ', ?) where no = ?",
        total,
        outTradeNo);
  }

  private void book(String outRefundNo, RefundStatus status) {
    jdbc.update("insert into orders (no, state) values (?, ?)", outRefundNo, status.name());
  }
}
