package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application may give its beans any name, including the names of our beans. */
class BeanNamesTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  private static ApplicationContextRunner application() {
    return Applications.whole(SIMULATOR)
        .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR))
        .withPropertyValues("wechatpay.merchants.shop.mchid=1900000222");
  }

  /** A way to pay, of the application, as payment code in this market has it. */
  record Strategy(String name) {}

  /** What the application injects from us. */
  static final class Injected {
    @Autowired WechatPay wechatPay;
    @Autowired TransactionsApi transactions;
    @Autowired PartnerTransactionsApi partnerTransactions;
    @Autowired CombineTransactionsApi combineTransactions;
    @Autowired WechatPayRegistry registry;

    @Autowired
    @Qualifier("shop")
    WechatPay shop;

    @Autowired
    @Qualifier("shop")
    MerchantSource shopsKeys;

    @Autowired
    @Qualifier("shop")
    PartnerTransactionsApi shopsPartners;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wechatPay",
        "wechatPayMerchant",
        "wechatPayRegistry",
        "wechatPayConfiguredMerchants",
        "transactionsApi",
        "partnerTransactionsApi",
        "combineTransactionsApi",
        "shopMerchant",
        "shopWechatPay",
        "shopTransactionsApi",
        "wechatPayMeters",
        "wechatPayMeterListener",
        "wechatPayObservationListener",
        "wechatPaySanitizingFunction",
        "clients",
        "merchants"
      })
  void leavesEveryNameToTheApplication(String name) {
    for (boolean overriding : new boolean[] {false, true}) {
      application()
          .withAllowBeanDefinitionOverriding(overriding)
          .withBean(Injected.class)
          .withBean(name, Strategy.class, () -> new Strategy(name))
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(name)).isEqualTo(new Strategy(name));
                Injected injected = context.getBean(Injected.class);
                assertThat(injected.wechatPay.merchant().mchid()).isEqualTo(SIMULATOR.mchid());
                assertThat(injected.shop.merchant().mchid()).isEqualTo("1900000222");
                assertThat(injected.shopsKeys.merchant().mchid()).isEqualTo("1900000222");
              });
    }
  }

  @Test
  void leavesANameToABeanThatIsDefinedAfterOurs() {
    application()
        .withAllowBeanDefinitionOverriding(false)
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new org.springframework.beans.factory.support
                        .BeanDefinitionRegistryPostProcessor() {
                      @Override
                      public void postProcessBeanDefinitionRegistry(
                          BeanDefinitionRegistry registry) {
                        registry.registerBeanDefinition(
                            "wechatPay",
                            new RootBeanDefinition(Strategy.class, () -> new Strategy("later")));
                      }
                    }))
        .run(context -> assertThat(context.getBean("wechatPay")).isEqualTo(new Strategy("later")));
  }

  @Test
  void hasTheShortNamesWhileTheyAreFree() {
    application()
        .run(
            context -> {
              assertThat(context.getBean("wechatPay")).isSameAs(context.getBean(WechatPay.class));
              assertThat(context.getBean("shopWechatPay", WechatPay.class).merchant().mchid())
                  .isEqualTo("1900000222");
              assertThat(context.getBean("shopMerchant")).isInstanceOf(MerchantSource.class);
              assertThat(context.getBean("transactionsApi")).isInstanceOf(TransactionsApi.class);
              assertThat(context.getBean("wechatPayRegistry"))
                  .isSameAs(context.getBean(WechatPayRegistry.class));
            });
  }

  @Test
  void putsEveryBeanUnderItsOwnNamespace() {
    application()
        .run(
            context ->
                assertThat(
                        Arrays.stream(context.getBeanDefinitionNames())
                            .filter(
                                name ->
                                    String.valueOf(context.getBeanFactory().getBeanDefinition(name))
                                        .contains("wechatpayfeign")))
                    .hasSizeGreaterThan(15)
                    // Spring Boot names the health after the bean, and properties after the prefix.
                    .allMatch(
                        name ->
                            name.startsWith("io.github.wechatpayfeign.")
                                || name.startsWith("wechatpay-io.github.wechatpayfeign.")
                                || name.equals("wechatPayHealthIndicator")));
  }

  /** The service of an application, found by its stereotype. */
  @Configuration(proxyBeanMethods = false)
  static class Strategies {
    @Bean("wechatPay")
    Strategy wechatPay() {
      return new Strategy("wechat");
    }

    @Bean
    Strategy aliPay() {
      return new Strategy("ali");
    }
  }

  @Test
  void letsAnApplicationCollectItsStrategiesByName() {
    application()
        .withUserConfiguration(Strategies.class)
        .run(
            context -> {
              Map<String, Strategy> strategies = context.getBeansOfType(Strategy.class);
              assertThat(strategies).containsOnlyKeys("wechatPay", "aliPay");
            });
  }
}
