package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.signing.CallGuard;
import io.github.wechatpayfeign.signing.CallListener;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.signing.MerchantSource;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Makes beans of WeChat Pay, from the properties under {@code wechatpay}: a {@link WechatPay} and a
 * {@link TransactionsApi} for each merchant, and the {@link WechatPayRegistry} of all of them. It
 * declares no bean of Feign, OkHttp or Jackson, so nothing else that uses these is touched.
 *
 * <p>A {@link MerchantSource} bean of the application takes the place of the merchants in the
 * properties; a {@link WechatPaySimulator} bean, that of WeChat Pay. Each {@link CallListener} bean
 * is told of every call, and each {@link CallGuard} bean is asked before it, in their order.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnProperty(
    prefix = "wechatpay",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
@EnableConfigurationProperties({ClientProperties.class, MerchantProperties.class})
@Import({
  GivenMerchant.class,
  WechatPayAutoConfiguration.MerchantsOfProperties.class,
  WechatPayAutoConfiguration.Simulated.class
})
public final class WechatPayAutoConfiguration {

  /** Made by Spring. */
  WechatPayAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  WechatPayRegistry wechatPayRegistry(
      ClientProperties properties,
      ObjectProvider<MerchantSource> merchants,
      ObjectProvider<WechatPayCustomizer> customizers,
      ObjectProvider<WechatPayHttpCustomizer> httpCustomizers,
      ObjectProvider<CallListener> listeners,
      ObjectProvider<CallGuard> guards,
      ObjectProvider<SimulatedGateway> simulated) {
    WechatPayRegistry.Builder builder = WechatPayRegistry.builder();
    new RegistryFactory(properties).configure(builder);
    httpCustomizers.orderedStream().forEach(each -> builder.changeHttp(each::customize));
    listeners.orderedStream().forEach(builder::listener);
    guards.orderedStream().forEach(builder::guard);
    customizers.orderedStream().forEach(each -> each.customize(builder));
    SimulatedGateway simulator = simulated.getIfAvailable();
    if (simulator != null) {
      builder.baseUrl(simulator.baseUrl());
      return filled(builder.build(), List.of(simulator.merchant()));
    }
    return filled(builder.build(), merchants.orderedStream().toList());
  }

  private static WechatPayRegistry filled(
      WechatPayRegistry registry, List<? extends MerchantSource> merchants) {
    for (MerchantSource merchant : merchants) {
      String mchid = merchant.merchant().mchid();
      if (registry.find(mchid).isPresent()) {
        throw new WrongPropertyException(
            "wechatpay.merchants",
            "The merchant " + mchid + " is there twice",
            "Give each mchid once under wechatpay and wechatpay.merchants");
      }
      registry.put(merchant);
    }
    return registry;
  }

  /** The merchants of the properties, unless the application makes its own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean({MerchantSource.class, WechatPay.class})
  @Import(MerchantBeans.class)
  static final class MerchantsOfProperties {}

  /** A simulator in place of WeChat Pay, where the application has such a bean. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WechatPaySimulator.class)
  @ConditionalOnBean(WechatPaySimulator.class)
  static final class Simulated {

    private static final Logger LOG = System.getLogger(WechatPayAutoConfiguration.class.getName());

    @Bean
    SimulatedGateway wechatPaySimulatedGateway(WechatPaySimulator simulator) {
      LOG.log(
          Level.WARNING,
          "WeChat Pay is simulated at {0}: no order is closed in earnest",
          simulator.baseUrl());
      return new SimulatedGateway(
          Merchant.builder()
              .mchid(simulator.mchid())
              .merchantSerial(simulator.merchantSerial())
              .privateKeyPem(simulator.merchantPrivateKeyPem())
              .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
              .build(),
          simulator.baseUrl());
    }
  }
}
