package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A simulator in place of WeChat Pay. */
class SimulatorBeanTest {

  /** What an annotated test is to its application. */
  @WithWechatPaySimulator
  static class Annotated {}

  /** A bean of the user's own. */
  @Configuration(proxyBeanMethods = false)
  static class Own {

    @Bean
    WechatPaySimulator simulator() {
      return WechatPaySimulator.builder().mchid("1900000777").start();
    }
  }

  private static void closesAnOrder(ApplicationContextRunner application) {
    application.run(
        context -> {
          WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
          WechatPay wechatPay = context.getBean(WechatPay.class);
          simulator.createOrder("ORDER-1");
          wechatPay.closeOrder("ORDER-1");

          assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
          assertThat(wechatPay.baseUrl()).isEqualTo(simulator.baseUrl());
          assertThat(wechatPay.merchant().mchid()).isEqualTo(simulator.mchid());
        });
  }

  @Test
  void needsNoPropertyWithTheAnnotation() {
    closesAnOrder(Applications.bare().withUserConfiguration(Annotated.class));
  }

  @Test
  void takesABeanToo() {
    closesAnOrder(Applications.bare().withUserConfiguration(Own.class));
  }

  @Test
  void takesThePlaceOfAMerchantWhoseKeysAreNotThere() {
    closesAnOrder(
        Applications.bare()
            .withUserConfiguration(Annotated.class)
            .withPropertyValues(
                "wechatpay.mchid=1900000109",
                "wechatpay.base-url=https://api.mch.weixin.qq.com",
                "wechatpay.private-key=/nowhere/apiclient_key.pem"));
  }

  @Test
  void takesThePlaceOfEveryMerchant() {
    Applications.bare()
        .withUserConfiguration(Annotated.class)
        .withPropertyValues(
            "wechatpay.merchants.shop.mchid=1900000111",
            "wechatpay.merchants.site.mchid=1900000222")
        .withBean(Shop.class)
        .run(
            context -> {
              String mchid = context.getBean(WechatPaySimulator.class).mchid();
              assertThat(context.getBean(Shop.class).shop().merchant().mchid()).isEqualTo(mchid);
              assertThat(context.getBean(Shop.class).site().merchant().mchid()).isEqualTo(mchid);
            });
  }

  /** Injects merchants by their names. */
  record Shop(@Qualifier("shop") WechatPay shop, @Qualifier("site") WechatPay site) {}
}
