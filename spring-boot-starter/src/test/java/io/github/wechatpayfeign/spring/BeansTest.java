package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

/** Which beans an application has, of one merchant, of several, and beside beans of its own. */
class BeansTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final SimulatedMerchant SHOP = SIMULATOR.addMerchant("1900000222");

  private final List<String> seen = new ArrayList<>();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
  }

  private static ApplicationContextRunner withShop() {
    return Starter.of(SIMULATOR)
        .withPropertyValues(Starter.merchant("wechatpay.merchants.shop", SIMULATOR, SHOP));
  }

  private static Merchant shop() {
    return Merchant.builder()
        .mchid(SHOP.mchid())
        .merchantSerial(SHOP.serial())
        .privateKeyPem(SHOP.privateKeyPem())
        .wechatPayPublicKeyPem(SIMULATOR.publicKeyId(), SIMULATOR.publicKeyPem())
        .build();
  }

  private static void assertCloses(WechatPay wechatPay, SimulatedMerchant merchant) {
    merchant.book().create("ORDER-1");
    wechatPay.closeOrder("ORDER-1");
    assertThat(merchant.book().state("ORDER-1")).contains(OrderState.CLOSED);
  }

  @Test
  void areMadeOfTheProperties() {
    Starter.of(SIMULATOR)
        .run(
            context -> {
              assertThat(context)
                  .hasSingleBean(MerchantSource.class)
                  .hasSingleBean(WechatPayRegistry.class)
                  .hasSingleBean(TransactionsApi.class)
                  .hasSingleBean(PartnerTransactionsApi.class)
                  .hasSingleBean(CombineTransactionsApi.class);
              assertCloses(context.getBean(WechatPay.class), SIMULATOR.merchant());
              assertThat(context.getBean("wechatPay"))
                  .isSameAs(context.getBean(BeanNames.of(WechatPay.class, "")));
              assertThat(context.getBean("wechatPayMerchant"))
                  .isSameAs(context.getBean(MerchantSource.class));
              assertThat(context.getBean("wechatPayRegistry"))
                  .isSameAs(context.getBean(BeanNames.REGISTRY));
            });
  }

  @Test
  void areNotMadeIfWechatPayIsDisabled() {
    Starter.bare()
        .withPropertyValues("wechatpay.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(WechatPay.class)
                    .doesNotHaveBean(WechatPayRegistry.class));
  }

  @Test
  void leaveAShortNameToABeanOfTheApplication() {
    Starter.of(SIMULATOR)
        .withBean("wechatPay", String.class, () -> "mine")
        .run(
            context -> {
              assertThat(context.getBean("wechatPay")).isEqualTo("mine");
              assertThat(context).hasSingleBean(WechatPay.class);
            });
  }

  @Test
  void ofAFurtherMerchantHaveItsName() {
    withShop()
        .run(
            context -> {
              WechatPay shop =
                  BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                      context.getBeanFactory(), WechatPay.class, "shop");

              assertThat(context.getBean("shopWechatPay")).isSameAs(shop);
              assertThat(context.getBean("shopTransactionsApi"))
                  .isInstanceOf(TransactionsApi.class);
              assertThat(context.getBean("shopCombineTransactionsApi"))
                  .isInstanceOf(CombineTransactionsApi.class);
              assertThat(context.getBean(WechatPay.class).merchant().mchid())
                  .isEqualTo(SIMULATOR.mchid());
              assertThat(context.getBean(WechatPayRegistry.class).mchids())
                  .containsExactlyInAnyOrder(SIMULATOR.mchid(), SHOP.mchid());
              assertCloses(shop, SHOP);
            });
  }

  @Test
  void giveAMerchantAClientOfItsOwnForSettingsOfItsOwn() {
    Starter.of(SIMULATOR)
        .withPropertyValues("wechatpay.base-url=http://127.0.0.1:9")
        .withPropertyValues(Starter.merchant("wechatpay.merchants.shop", SIMULATOR, SHOP))
        .withPropertyValues("wechatpay.merchants.shop.base-url=" + SIMULATOR.baseUrl())
        .run(
            context -> {
              WechatPay shop = context.getBean("shopWechatPay", WechatPay.class);

              assertThat(shop.baseUrl()).isEqualTo(SIMULATOR.baseUrl());
              assertThat(context.getBean(WechatPay.class).baseUrl())
                  .isEqualTo("http://127.0.0.1:9");
              assertCloses(shop, SHOP);
            });
  }

  @Test
  void areRefusedIfAMerchantIsThereTwice() {
    withShop()
        .withPropertyValues("wechatpay.merchants.shop.mchid=" + SIMULATOR.mchid())
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.merchants.shop")
                    .hasMessageContaining(SIMULATOR.mchid()));
  }

  @Test
  void areRefusedIfAValueStandsInPlaceOfAMerchant() {
    Starter.of(SIMULATOR)
        .withPropertyValues("wechatpay.merchants.private-key=secret")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasMessageContaining("wechatpay.merchants.private-key")
                    .hasMessageNotContaining("secret")
                    .satisfies(
                        thrown ->
                            assertThat(((WrongPropertyException) thrown).remedy())
                                .contains("wechatpay.merchants.<name>.private-key")));
  }

  @Test
  void putAMerchantOfTheApplicationIntoTheRegistry() {
    Starter.bare()
        .withPropertyValues("wechatpay.base-url=" + SIMULATOR.baseUrl())
        .withBean("ours", MerchantSource.class, BeansTest::shop)
        .run(
            context -> {
              assertCloses(context.getBean(WechatPay.class), SHOP);
              assertThat(context.getBean(PartnerTransactionsApi.class)).isNotNull();
              assertThat(context.getBean(CombineTransactionsApi.class)).isNotNull();
            });
  }

  @Test
  void leaveTheInjectionToAMerchantOfTheApplication() {
    Starter.of(SIMULATOR)
        .withBean("ours", MerchantSource.class, BeansTest::shop)
        .run(
            context -> {
              assertThat(context.getBean(WechatPayRegistry.class).mchids())
                  .containsExactlyInAnyOrder(SIMULATOR.mchid(), SHOP.mchid());
              assertThat(
                      context
                          .getBean(BeanNames.of(WechatPay.class, ""), WechatPay.class)
                          .merchant()
                          .mchid())
                  .isEqualTo(SIMULATOR.mchid());
            });
  }

  @Test
  void useAWechatPayOfTheApplication() {
    WechatPay ours = WechatPay.builder(shop()).baseUrl(SIMULATOR.baseUrl()).build();
    Starter.bare()
        .withBean("ours", WechatPay.class, () -> ours)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(WechatPay.class)).isSameAs(ours);
              SHOP.book().create("ORDER-1");
              context.getBean(TransactionsApi.class).query("ORDER-1", SHOP.mchid());
              assertThat(context.getBean(PartnerTransactionsApi.class)).isNotNull();
              assertThat(context.getBean(CombineTransactionsApi.class)).isNotNull();
            });
  }

  @Test
  void fillARegistryOfTheApplication() {
    Starter.of(SIMULATOR)
        .withBean(
            "ours",
            WechatPayRegistry.class,
            () -> WechatPayRegistry.builder().baseUrl(SIMULATOR.baseUrl()).build())
        .run(
            context -> {
              assertThat(context.getBean(WechatPayRegistry.class))
                  .isSameAs(context.getBean("ours"));
              assertCloses(context.getBean(WechatPay.class), SIMULATOR.merchant());
            });
  }

  @Test
  void takeASimulatorInPlaceOfWechatPay() {
    Starter.bare()
        .withBean(WechatPaySimulator.class, WechatPaySimulator::start)
        .withPropertyValues(
            "wechatpay.mchid=1900000333",
            "wechatpay.private-key=${NOWHERE}",
            "wechatpay.merchants.shop.merchant-serial=0A")
        .run(
            context -> {
              WechatPaySimulator own = context.getBean(WechatPaySimulator.class);
              WechatPay wechatPay = context.getBean(WechatPay.class);

              assertThat(wechatPay.baseUrl()).isEqualTo(own.baseUrl());
              assertCloses(wechatPay, own.findMerchant("1900000333").orElseThrow());
              String shop = context.getBean("shopWechatPay", WechatPay.class).merchant().mchid();
              assertThat(own.findMerchant(shop)).isPresent();
            });
  }

  @Test
  void refuseARegistryThatGoesPastTheSimulator() {
    Starter.bare()
        .withBean(WechatPaySimulator.class, WechatPaySimulator::start)
        .withBean("ours", WechatPayRegistry.class, () -> WechatPayRegistry.builder().build())
        .withPropertyValues("wechatpay.mchid=1900000333")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.base-url")
                    .hasMessageContaining("https://api.mch.weixin.qq.com"));
  }

  @Test
  void tellListenersAndAskGuardsOfTheirMerchants() {
    CallGuard ofAll = call -> observe("all " + call.mchid());
    CallGuard ofShop = call -> observe("shop " + call.mchid());
    CallListener listener = call -> observe("listener " + call.mchid());
    withShop()
        .withBean("ofAll", CallGuard.class, () -> ofAll)
        .withBean("ofShop", CallGuard.class, () -> ofShop)
        .withBean("listener", CallListener.class, () -> listener)
        .withPropertyValues("wechatpay.merchants.shop.guards=ofShop")
        .run(
            context -> {
              assertCloses(context.getBean(WechatPay.class), SIMULATOR.merchant());
              assertThat(seen)
                  .contains("all " + SIMULATOR.mchid(), "listener " + SIMULATOR.mchid())
                  .doesNotContain("shop " + SIMULATOR.mchid());

              assertCloses(context.getBean("shopWechatPay", WechatPay.class), SHOP);
              assertThat(seen).contains("all " + SHOP.mchid(), "shop " + SHOP.mchid());
            });
  }

  private CallObserver observe(String what) {
    seen.add(what);
    return new CallObserver() {};
  }

  @Test
  void nameTheGuardsThatThereAre() {
    Starter.of(SIMULATOR)
        .withBean("breaker", CallGuard.class, () -> call -> observe(""))
        .withPropertyValues("wechatpay.guards=limiter")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("wechatpay.guards")
                    .hasMessageContaining("limiter")
                    .satisfies(
                        thrown ->
                            assertThat(((WrongPropertyException) thrown).remedy())
                                .contains("[breaker]")));
  }

  @Test
  void letCustomizersChangeTheClient() {
    Starter.of(SIMULATOR)
        .withBean(
            WechatPayHttpCustomizer.class,
            () ->
                http ->
                    http.addInterceptor(
                        chain -> {
                          seen.add(chain.request().method());
                          return chain.proceed(chain.request());
                        }))
        .withBean(
            WechatPayCustomizer.class, () -> builder -> builder.listener(call -> observe("own")))
        .run(
            context -> {
              assertCloses(context.getBean(WechatPay.class), SIMULATOR.merchant());
              assertThat(seen).contains("POST", "own");
            });
  }

  @Test
  void ofAParentContextAreUsedUnlessTheChildHasMerchants() {
    Starter.of(SIMULATOR)
        .run(
            parent -> {
              Starter.bare()
                  .withParent(parent)
                  .run(
                      child ->
                          assertThat(child.getBean(WechatPay.class))
                              .isSameAs(parent.getBean(WechatPay.class)));
              Starter.bare()
                  .withParent(parent)
                  .withInitializer(
                      context ->
                          context
                              .getEnvironment()
                              .getPropertySources()
                              .addFirst(
                                  new MapPropertySource(
                                      "child", Map.of("wechatpay.mchid", SHOP.mchid()))))
                  .run(
                      child ->
                          assertThat(child.getBean(WechatPay.class).merchant().mchid())
                              .isEqualTo(SHOP.mchid()));
              Starter.bare()
                  .withParent(parent)
                  .withBean("ours", MerchantSource.class, BeansTest::shop)
                  .run(
                      child ->
                          assertThat(child.getBean(WechatPay.class).merchant().mchid())
                              .isEqualTo(SHOP.mchid()));
            });
  }

  @Test
  void tellInTheLogOfAStartWhatIsWrong() {
    WrongPropertyException wrong =
        new WrongPropertyException(
            "wechatpay.mchid", Phrase.of("It is missing"), Phrase.of("Set {0}", "it"));

    FailureAnalysis analysis =
        new WrongPropertyAnalyzer().analyze(new IllegalStateException(wrong));

    assertThat(analysis).isNotNull();
    assertThat(analysis.getDescription()).contains("wechatpay.mchid: It is missing.");
    assertThat(analysis.getAction()).isEqualTo("Set it.");
  }
}
