package io.github.wechatpayfeign.sample;

import io.github.wechatpayfeign.api.WechatPay;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cancels an order: once it is closed at WeChat Pay, it can no longer be paid. */
@RestController
final class CancellationController {

  private final WechatPay wechatPay;

  CancellationController(WechatPay wechatPay) {
    this.wechatPay = wechatPay;
  }

  @PostMapping("/orders/{outTradeNo}/cancellation")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable String outTradeNo) {
    wechatPay.closeOrder(outTradeNo);
  }
}
