package com.example.shop;

import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.Refunds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the shop's own pages call. */
@RestController
class ShopController {

  private final Orders orders;
  private final OrderTable table;
  private final Prepay prepay;
  private final Refunds refunds;
  private final Duration timeToPay;

  ShopController(
      Orders orders,
      OrderTable table,
      Prepay prepay,
      Refunds refunds,
      @Value("${shop.time-to-pay}") Duration timeToPay) {
    this.orders = orders;
    this.table = table;
    this.prepay = prepay;
    this.refunds = refunds;
    this.timeToPay = timeToPay;
  }

  /** Places an order; returns the text of its QR code. */
  @PostMapping("/orders/{no}")
  String place(@PathVariable("no") String no, @RequestParam("total") long total) {
    orders.place(no, total, Instant.now().plus(timeToPay).truncatedTo(ChronoUnit.SECONDS));
    return code(no);
  }

  /** Returns another QR code for an order that still waits; WeChat Pay gets the same values. */
  @PostMapping("/orders/{no}/code")
  String code(@PathVariable("no") String no) {
    OrderTable.Order order = table.find(no);
    if (!order.state().equals("WAITING")) {
      throw new IllegalStateException("The order " + no + " is " + order.state());
    }
    return prepay
        .nativePay(
            PrepayOrder.builder(no)
                .description("A cup of tea")
                .total(order.total())
                .timeExpire(order.timeExpire())
                .notifyUrl(url("/wechatpay/paid"))
                .build())
        .value();
  }

  @GetMapping("/orders/{no}")
  String state(@PathVariable("no") String no) {
    return table.find(no).state();
  }

  /** Refunds an order; its refund has always the same number, so calling again is safe. */
  @PostMapping("/orders/{no}/refund")
  String refund(@PathVariable("no") String no) {
    long total = table.find(no).total();
    RefundDecision decision =
        refunds.refundDecisively(
            RefundRequest.ofOrder(no)
                .outRefundNo("REFUND-" + no)
                .refund(total)
                .total(total)
                .notifyUrl(url("/wechatpay/refunded"))
                .build());
    return decision.getClass().getSimpleName();
  }

  private static String url(String path) {
    return ServletUriComponentsBuilder.fromCurrentContextPath().path(path).toUriString();
  }
}
