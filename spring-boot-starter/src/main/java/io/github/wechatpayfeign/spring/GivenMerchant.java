package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.signing.MerchantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans for a merchant that the application itself makes, such as from a vault. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSingleCandidate(MerchantSource.class)
final class GivenMerchant {

  @Bean
  @ConditionalOnMissingBean
  WechatPay wechatPay(
      MerchantSource merchant,
      WechatPayRegistry registry,
      ObjectProvider<SimulatedGateway> simulated) {
    SimulatedGateway simulator = simulated.getIfAvailable();
    MerchantSource source = simulator == null ? merchant : simulator.merchant();
    return registry.of(source.merchant().mchid());
  }

  @Bean
  @ConditionalOnMissingBean
  TransactionsApi transactionsApi(WechatPay wechatPay) {
    return wechatPay.transactions();
  }
}
