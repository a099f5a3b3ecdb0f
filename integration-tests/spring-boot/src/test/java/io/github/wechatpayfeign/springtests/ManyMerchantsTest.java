package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Several merchants, each injected by its name. */
class ManyMerchantsTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private final ApplicationContextRunner application =
      Applications.calling(SIMULATOR)
          .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR))
          .withPropertyValues(Applications.merchant("wechatpay.merchants.web-site", SIMULATOR))
          .withPropertyValues("wechatpay.merchants.web-site.mchid=1900000222")
          .withBean(Shop.class);

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  /** Injects merchants by their names. */
  record Shop(
      @Qualifier("shop") WechatPay shop,
      @Qualifier("shop") TransactionsApi transactions,
      @Qualifier("web-site") WechatPay webSite) {}

  @Test
  void injectsEachByItsName() {
    application.run(
        context -> {
          Shop shop = context.getBean(Shop.class);
          assertThat(shop.shop().merchant().mchid()).isEqualTo(SIMULATOR.mchid());
          assertThat(shop.shop().transactions()).isSameAs(shop.transactions());
          assertThat(shop.webSite().merchant().mchid()).isEqualTo("1900000222");
          assertThat(context.getBean(WechatPayRegistry.class).mchids())
              .containsExactlyInAnyOrder(SIMULATOR.mchid(), "1900000222");
        });
  }

  @Test
  void signsWithTheKeysOfTheNamedOne() {
    application.run(
        context -> {
          assertThatExceptionOfType(WechatPayException.class)
              .isThrownBy(() -> context.getBean(Shop.class).webSite().closeOrder("ORDER-1"));
          assertThat(
                  SIMULATOR.requests().get(SIMULATOR.requests().size() - 1).header("Authorization"))
              .singleElement()
              .asString()
              .contains("mchid=\"1900000222\"");
        });
  }

  @Test
  void injectsNoneWithoutAName() {
    application.run(
        context ->
            assertThatExceptionOfType(NoUniqueBeanDefinitionException.class)
                .isThrownBy(() -> context.getBean(WechatPay.class))
                .withMessageContainingAll("wechatPay.shop", "wechatPay.web-site"));
  }

  @Test
  void prefersTheSingleMerchantWithoutAName() {
    application
        .withPropertyValues(Applications.merchant("wechatpay", SIMULATOR))
        .withPropertyValues("wechatpay.mchid=1900000333")
        .run(
            context -> {
              assertThat(context.getBean(WechatPay.class).merchant().mchid())
                  .isEqualTo("1900000333");
              assertThat(context.getBean(TransactionsApi.class))
                  .isSameAs(context.getBean(WechatPay.class).transactions());
            });
  }

  @Test
  void needsNoNameIfThereIsOnlyOne() {
    Applications.calling(SIMULATOR)
        .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR))
        .run(context -> assertThat(context).hasSingleBean(WechatPay.class));
  }
}
