package com.example.shop;

import io.github.wechatpayfeign.api.notification.RefundNotice;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What WeChat Pay calls; only verified notices arrive here. */
@RestController
class NoticeController {

  private final Orders orders;
  private final OrderTable table;

  NoticeController(Orders orders, OrderTable table) {
    this.orders = orders;
    this.table = table;
  }

  @PostMapping("/wechatpay/paid")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void paid(TransactionNotice notice) {
    orders.paid(notice.outTradeNo(), notice.total());
  }

  @PostMapping("/wechatpay/refunded")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void refunded(RefundNotice notice) {
    if (notice.refund().status() == RefundStatus.SUCCESS) {
      table.refunded(notice.refund().outTradeNo());
    }
  }
}
