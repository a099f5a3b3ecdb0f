package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundsApi;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;

/** What is told to a build that makes code ahead of time. */
class AheadOfTimeTest {

  @Test
  void keepsWhatFeignAndJacksonReflectOn() {
    RuntimeHints hints = new RuntimeHints();

    new WechatPayHints().registerHints(hints, null);

    assertThat(hints)
        .matches(RuntimeHintsPredicates.proxies().forInterfaces(TransactionsApi.class));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.reflection()
                .onType(OutTradeNo.class)
                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
    assertThat(hints).matches(RuntimeHintsPredicates.proxies().forInterfaces(RefundsApi.class));
    assertThat(hints).matches(RuntimeHintsPredicates.reflection().onType(CloseDecision.class));
    assertThat(hints).matches(RuntimeHintsPredicates.reflection().onType(RefundDecision.class));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.resource()
                .forResource("io/github/wechatpayfeign/client/version.properties"));
    assertThat(hints)
        .matches(
            RuntimeHintsPredicates.resource()
                .forResource("io/github/wechatpayfeign/expiry/postgresql.sql"));
    assertThat(hints.reflection().typeHints())
        .allSatisfy(hint -> assertThat(Class.forName(hint.getType().getName())).isNotNull());
  }

  @Test
  void leavesOutTheBeansOfMerchants() {
    try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
      Starter.of(simulator)
          .run(
              context -> {
                assertThat(isExcluded(context.getBeanFactory(), BeanNames.of(WechatPay.class, "")))
                    .isTrue();
                assertThat(isExcluded(context.getBeanFactory(), BeanNames.REGISTRY)).isFalse();
              });
    }
  }

  private static boolean isExcluded(ConfigurableListableBeanFactory beans, String name) {
    return new MerchantAotFilter().isExcludedFromAotProcessing(RegisteredBean.of(beans, name));
  }
}
