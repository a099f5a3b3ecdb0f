package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A simulator instead of WeChat Pay. */
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
  void usesASimulatorBeanToo() {
    closesAnOrder(Applications.bare().withUserConfiguration(Own.class));
  }

  @Test
  void replacesAMerchantWhoseKeysAreMissing() {
    closesAnOrder(
        Applications.bare()
            .withUserConfiguration(Annotated.class)
            .withPropertyValues(
                "wechatpay.mchid=1900000109",
                "wechatpay.base-url=https://api.mch.weixin.qq.com",
                "wechatpay.private-key=/nowhere/apiclient_key.pem"));
  }

  /** A request that is signed for one merchant with the key of another one is refused. */
  @Test
  void hasEachMerchantOfThePropertiesWithItsOwnKeys() {
    Applications.bare()
        .withUserConfiguration(Annotated.class)
        .withPropertyValues(
            "wechatpay.merchants.shop.mchid=1900000111",
            "wechatpay.merchants.site.mchid=1900000222")
        .withBean(Shop.class)
        .run(
            context -> {
              WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
              Merchant shop = context.getBean(Shop.class).shop().merchant();
              Merchant site = context.getBean(Shop.class).site().merchant();
              assertThat(simulator.mchid()).isEqualTo("1900000111");
              assertThat(shop.mchid()).isEqualTo("1900000111");
              assertThat(site.mchid()).isEqualTo("1900000222");
              assertThat(shop.merchantSerial()).isNotEqualTo(site.merchantSerial());
              assertThat(privateKey(simulator, "1900000111"))
                  .isNotEqualTo(privateKey(simulator, "1900000222"));

              simulator.book("1900000222").create("ORDER-1");
              context.getBean(WechatPayRegistry.class).of("1900000222").closeOrder("ORDER-1");
              assertThat(simulator.book("1900000222").state("ORDER-1")).contains(OrderState.CLOSED);
              assertThat(simulator.state("ORDER-1")).isEmpty();
            });
  }

  private static String privateKey(WechatPaySimulator simulator, String mchid) {
    return simulator.findMerchant(mchid).orElseThrow().privateKeyPem();
  }

  @Test
  void givesANumberToAMerchantWithoutOne() {
    Applications.bare()
        .withUserConfiguration(Annotated.class)
        .withPropertyValues(
            "wechatpay.merchants.shop.mchid=${SHOP_MCHID}",
            "wechatpay.merchants.site.private-key=/nowhere/apiclient_key.pem")
        .withBean(Shop.class)
        .run(
            context -> {
              Shop shop = context.getBean(Shop.class);
              assertThat(shop.shop().merchant().mchid()).matches("[0-9]{10}");
              assertThat(shop.site().merchant().mchid())
                  .matches("[0-9]{10}")
                  .isNotEqualTo(shop.shop().merchant().mchid());
            });
  }

  @ParameterizedTest
  @EnumSource
  void supportsEachModeOfTheSimulator(GatewayMode mode) {
    Applications.bare()
        .withBean(WechatPaySimulator.class, () -> WechatPaySimulator.builder().mode(mode).start())
        .run(
            context -> {
              WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
              simulator.createOrder("ORDER-1");
              context.getBean(WechatPay.class).closeOrder("ORDER-1");
              assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
            });
  }

  /** Injects merchants by their names. */
  record Shop(@Qualifier("shop") WechatPay shop, @Qualifier("site") WechatPay site) {}
}
