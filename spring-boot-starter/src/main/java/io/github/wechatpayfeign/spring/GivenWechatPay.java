package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Makes the Feign interfaces of a {@link WechatPay} that does not come from the properties, so that
 * they can be injected in the same way.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSingleCandidate(value = WechatPay.class, search = SearchStrategy.CURRENT)
final class GivenWechatPay {

  @Bean(BeanNames.GIVEN_TRANSACTIONS)
  @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
  TransactionsApi transactionsApi(WechatPay wechatPay) {
    return wechatPay.transactions();
  }

  @Bean(BeanNames.GIVEN_PARTNER_TRANSACTIONS)
  @Lazy
  @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
  PartnerTransactionsApi partnerTransactionsApi(WechatPay wechatPay) {
    return wechatPay.create(PartnerTransactionsApi.class);
  }

  @Bean(BeanNames.GIVEN_COMBINE_TRANSACTIONS)
  @Lazy
  @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
  CombineTransactionsApi combineTransactionsApi(WechatPay wechatPay) {
    return wechatPay.create(CombineTransactionsApi.class);
  }
}
