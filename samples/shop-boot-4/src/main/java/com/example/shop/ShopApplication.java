package com.example.shop;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.refund.Refunds;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A shop that sells cups of tea. */
@SpringBootApplication
public class ShopApplication {

  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }

  @Bean
  Prepay prepay(WechatPay wechatPay, @Value("${shop.appid}") String appid) {
    return Prepay.of(wechatPay, appid);
  }

  @Bean
  Refunds refunds(WechatPay wechatPay) {
    return Refunds.of(wechatPay);
  }
}
