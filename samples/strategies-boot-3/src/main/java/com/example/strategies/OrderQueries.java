package com.example.strategies;

import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.spring.WechatPayFeignConfiguration;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A method of APIv3 that the application declares itself, with the annotations of Spring MVC. */
@FeignClient(
    name = "order-queries",
    url = "https://api.mch.weixin.qq.com",
    path = "/v3/pay/transactions",
    configuration = WechatPayFeignConfiguration.class)
public interface OrderQueries {

  @GetMapping("/out-trade-no/{out_trade_no}")
  Transaction query(
      @PathVariable("out_trade_no") String outTradeNo, @RequestParam("mchid") String mchid);
}
