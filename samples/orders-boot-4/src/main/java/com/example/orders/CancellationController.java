package com.example.orders;

import io.github.wechatpayfeign.api.WechatPay;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cancels orders: once an order is closed at WeChat Pay, it can no longer be paid. */
@RestController
class CancellationController {

  private final WechatPay shop;
  private final WechatPay site;

  CancellationController(@Qualifier("shop") WechatPay shop, @Qualifier("site") WechatPay site) {
    this.shop = shop;
    this.site = site;
  }

  @PostMapping("/shop/orders/{outTradeNo}/cancellation")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancelInTheShop(@PathVariable("outTradeNo") String outTradeNo) {
    shop.closeOrder(outTradeNo);
  }

  @PostMapping("/site/orders/{outTradeNo}/cancellation")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancelOnTheSite(@PathVariable("outTradeNo") String outTradeNo) {
    site.closeOrder(outTradeNo);
  }
}
