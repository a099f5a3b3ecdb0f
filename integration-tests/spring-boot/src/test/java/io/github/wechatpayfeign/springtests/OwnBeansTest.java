package io.github.wechatpayfeign.springtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

/** The application's own beans together with merchants in the properties. */
class OwnBeansTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final String OWN = "1900000444";

  private final ApplicationContextRunner configured =
      Applications.of(SIMULATOR)
          .withPropertyValues(Applications.merchant("wechatpay.merchants.shop", SIMULATOR))
          .withPropertyValues("wechatpay.merchants.shop.mchid=1900000222");

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  private static Merchant merchant(String mchid) {
    return Merchant.builder()
        .mchid(mchid)
        .merchantSerial(SIMULATOR.merchantSerial())
        .privateKeyPem(SIMULATOR.merchantPrivateKeyPem())
        .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
        .build();
  }

  private static WechatPayRegistry registry() {
    return WechatPayRegistry.builder().baseUrl(SIMULATOR.baseUrl()).build();
  }

  /** What the application injects. */
  static final class Injected {
    @Autowired WechatPay wechatPay;
    @Autowired TransactionsApi transactions;

    @Autowired
    @Qualifier("shop")
    WechatPay shop;
  }

  private static void hasMerchants(AssertableApplicationContext context, String... mchids) {
    assertThat(context).hasNotFailed();
    assertThat(context.getBean(WechatPayRegistry.class).mchids()).containsExactlyInAnyOrder(mchids);
  }

  @Test
  void putsConfiguredMerchantsIntoTheRegistryOfTheApplication() {
    WechatPayRegistry own = registry();
    own.put(merchant(OWN));

    configured
        .withBean("own", WechatPayRegistry.class, () -> own)
        .withBean(Injected.class)
        .run(
            context -> {
              hasMerchants(context, SIMULATOR.mchid(), "1900000222", OWN);
              Injected injected = context.getBean(Injected.class);
              assertThat(injected.wechatPay).isSameAs(own.of(SIMULATOR.mchid()));
              assertThat(injected.shop).isSameAs(own.of("1900000222"));
            });
  }

  @Test
  void putsConfiguredMerchantsIntoARegistryThatNothingButTheApplicationAsksFor() {
    configured
        .withPropertyValues("spring.main.lazy-initialization=true")
        .withBean("own", WechatPayRegistry.class, OwnBeansTest::registry)
        .run(context -> hasMerchants(context, SIMULATOR.mchid(), "1900000222"));
  }

  @Test
  void keepsConfiguredMerchantsBesideAWechatPayOfTheApplication() {
    WechatPay own = WechatPay.builder(merchant(OWN)).baseUrl(SIMULATOR.baseUrl()).build();

    configured
        .withBean("own", WechatPay.class, () -> own)
        .withBean(Injected.class)
        .run(
            context -> {
              hasMerchants(context, SIMULATOR.mchid(), "1900000222");
              Injected injected = context.getBean(Injected.class);
              assertThat(injected.wechatPay).isSameAs(own);
              assertThat(injected.transactions).isSameAs(own.transactions());
              assertThat(injected.shop.merchant().mchid()).isEqualTo("1900000222");
              assertThat(context.getBean("wechatPay", WechatPay.class).merchant().mchid())
                  .isEqualTo(SIMULATOR.mchid());
            });
  }

  @Test
  void keepsConfiguredMerchantsBesideAMerchantOfTheApplication() {
    configured
        .withBean("vault", MerchantSource.class, () -> merchant(OWN))
        .withBean(Injected.class)
        .run(
            context -> {
              hasMerchants(context, SIMULATOR.mchid(), "1900000222", OWN);
              Injected injected = context.getBean(Injected.class);
              assertThat(injected.wechatPay.merchant().mchid()).isEqualTo(OWN);
              assertThat(injected.transactions).isSameAs(injected.wechatPay.transactions());
              assertThat(injected.shop.merchant().mchid()).isEqualTo("1900000222");
            });
  }

  @Test
  void needsNoPropertiesBesideAMerchantOfTheApplication() {
    Applications.bare()
        .withBean("vault", MerchantSource.class, () -> merchant(OWN))
        .run(
            context -> {
              hasMerchants(context, OWN);
              assertThat(context)
                  .hasSingleBean(WechatPay.class)
                  .hasSingleBean(TransactionsApi.class);
            });
  }

  @Test
  void needsNoPropertiesBesideAWechatPayOfTheApplication() {
    WechatPay own = WechatPay.builder(merchant(OWN)).baseUrl(SIMULATOR.baseUrl()).build();

    Applications.bare()
        .withBean("own", WechatPay.class, () -> own)
        .run(context -> assertThat(context.getBean(WechatPay.class)).isSameAs(own));
  }

  @Test
  void acceptsSeveralMerchantsOfTheApplication() {
    Applications.calling(SIMULATOR)
        .withBean("first", MerchantSource.class, () -> merchant(OWN))
        .withBean("second", MerchantSource.class, () -> merchant("1900000555"))
        .run(context -> hasMerchants(context, OWN, "1900000555"));
  }

  @Test
  void saysThatAMerchantIsInTheRegistryOfTheApplicationTwice() {
    WechatPayRegistry own = registry();
    own.put(merchant("1900000222"));

    assertThat(
            StartFailures.analysis(configured.withBean("own", WechatPayRegistry.class, () -> own))
                .getDescription())
        .contains("wechatpay.merchants.shop: The merchant 1900000222 is configured twice.");
  }

  @Test
  void saysThatAMerchantIsInThePropertiesAndABean() {
    assertThat(
            StartFailures.analysis(
                    configured.withBean(
                        "vault", MerchantSource.class, () -> merchant("1900000222")))
                .getDescription())
        .contains("wechatpay.merchants: The merchant 1900000222 is configured twice.");
  }

  @Test
  void saysThatThereAreSeveralRegistries() {
    assertThat(
            StartFailures.analysis(
                    configured
                        .withBean("one", WechatPayRegistry.class, OwnBeansTest::registry)
                        .withBean("two", WechatPayRegistry.class, OwnBeansTest::registry))
                .getDescription())
        .contains("wechatpay.merchants: There are several WechatPayRegistry beans: [one, two].");
  }

  @Test
  void saysThatTheRegistryOfTheApplicationDoesNotGoToTheSimulator() {
    assertThat(
            StartFailures.analysis(
                    configured
                        .withBean(WechatPaySimulator.class, () -> SIMULATOR)
                        .withBean(
                            "own",
                            WechatPayRegistry.class,
                            () -> WechatPayRegistry.builder().build()))
                .getDescription())
        .contains(
            "wechatpay.base-url: There is a simulator, but the WechatPayRegistry bean of the"
                + " application calls https://api.mch.weixin.qq.com.");
  }

  @Test
  void signsForTheMerchantOfTheContextAndNotForThatOfItsParent() {
    Applications.of(SIMULATOR)
        .run(
            parent ->
                Applications.bare()
                    .withParent(parent)
                    .withInitializer(
                        context ->
                            context
                                .getEnvironment()
                                .getPropertySources()
                                .addFirst(
                                    new MapPropertySource(
                                        "child", Map.of("wechatpay.mchid", "1900000222"))))
                    .run(
                        child -> {
                          assertThat(child.getBean(WechatPay.class).merchant().mchid())
                              .isEqualTo("1900000222");
                          assertThat(child.getBean("wechatPay"))
                              .isSameAs(child.getBean(WechatPay.class));
                          assertThat(child.getBean(WechatPayRegistry.class).mchids())
                              .containsExactly("1900000222");
                          assertThat(parent.getBean(WechatPayRegistry.class).mchids())
                              .containsExactly(SIMULATOR.mchid());
                        }));
  }

  @Test
  void usesTheBeansOfTheParentInAContextWithoutMerchants() {
    configured.run(
        parent ->
            Applications.bare()
                .withParent(parent)
                .run(
                    child -> {
                      assertThat(child).hasNotFailed();
                      assertThat(child.getBean(WechatPay.class))
                          .isSameAs(parent.getBean(WechatPay.class));
                    }));
  }
}
