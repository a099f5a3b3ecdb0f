package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes a {@link WechatPay} for a merchant that is a bean of the application, for example with keys
 * from a vault. It does nothing if there are several such merchants and none of them is primary.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSingleCandidate(value = MerchantSource.class, search = SearchStrategy.CURRENT)
final class GivenMerchant {

  @Bean(BeanNames.GIVEN_WECHAT_PAY)
  @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
  WechatPay wechatPay(
      MerchantSource merchant,
      WechatPayRegistry registry,
      ObjectProvider<GatewayForTests> simulated) {
    GatewayForTests simulator = simulated.getIfAvailable();
    MerchantSource source = simulator == null ? merchant : simulator.like(merchant);
    return registry.of(source.merchant().mchid());
  }
}
