package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Makes the beans of WeChat Pay from the properties under {@code wechatpay}: for each merchant a
 * {@link WechatPay}, a {@link TransactionsApi} and its siblings for partners and combined orders,
 * and for all merchants one {@link WechatPayRegistry}. It declares no bean of Feign, OkHttp or
 * Jackson, so no other use of these is affected. The names of its beans begin with {@code
 * io.github.wechatpayfeign.}; short names such as {@code wechatPay} are aliases, unless the
 * application has such a bean.
 *
 * <p>Merchants in the properties and {@link MerchantSource} beans of the application go into the
 * registry, even if that is a {@link WechatPayRegistry} bean of the application. If the application
 * has a {@link MerchantSource} or a {@link WechatPay} bean, the beans of the properties are
 * injected by their qualifiers only. A {@link WechatPaySimulator} bean replaces WeChat Pay. Before
 * each call, the {@link CallGuard} beans are asked in their order; each {@link CallListener} bean
 * hears of every call.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnProperty(
    prefix = "wechatpay",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
@Conditional(OnMerchantsOfThisContext.class)
@ImportRuntimeHints(WechatPayHints.class)
@EnableConfigurationProperties({ClientProperties.class, MerchantProperties.class})
@Import({
  WechatPayAutoConfiguration.Simulated.class,
  GivenMerchant.class,
  GivenWechatPay.class,
  MerchantBeans.class
})
public final class WechatPayAutoConfiguration {

  /** Made by Spring. */
  WechatPayAutoConfiguration() {}

  @Bean(BeanNames.REGISTRAR)
  static MerchantRegistrar merchantRegistrar(Environment environment) {
    return new MerchantRegistrar(environment);
  }

  @Bean(BeanNames.FILLER)
  static RegistryFiller registryFiller(ListableBeanFactory beans) {
    return new RegistryFiller(beans);
  }

  @Bean(BeanNames.MERCHANTS)
  ConfiguredMerchants configuredMerchants(
      MerchantProperties primary,
      ClientProperties client,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<GatewayForTests> simulated,
      ObjectProvider<WechatPayRegistry> registry) {
    return new ConfiguredMerchants(primary, client, bundles, simulated, registry);
  }

  @Bean(BeanNames.CLIENTS)
  Clients clients(
      ClientProperties properties,
      MerchantProperties primary,
      ConfiguredMerchants merchants,
      ListableBeanFactory beans,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<WechatPayCustomizer> customizers,
      ObjectProvider<WechatPayHttpCustomizer> httpCustomizers,
      ObjectProvider<CallListener> listeners,
      ObjectProvider<GatewayForTests> simulated) {
    return new Clients(
        properties,
        primary,
        new Guards(merchants, beans),
        bundles,
        customizers,
        httpCustomizers,
        listeners,
        simulated);
  }

  @Bean(BeanNames.REGISTRY)
  @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
  WechatPayRegistry wechatPayRegistry(Clients clients) {
    return clients.shared();
  }

  /** New keys from a configuration centre, announced by an event of Spring Cloud. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(EnvironmentChangeEvent.class)
  static final class Rebinding {

    @Bean(BeanNames.REBINDING)
    ApplicationListener<EnvironmentChangeEvent> rebinding(
        ConfiguredMerchants merchants, Environment environment) {
      return new PropertyChanges(merchants, environment);
    }
  }

  /**
   * A simulator instead of WeChat Pay, if the application has such a bean. The warning is there for
   * the case that this happens in production.
   */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WechatPaySimulator.class)
  @ConditionalOnBean(WechatPaySimulator.class)
  static final class Simulated {

    private static final Logger LOG = System.getLogger(WechatPayAutoConfiguration.class.getName());

    @Bean(BeanNames.SIMULATED)
    GatewayForTests simulatedGateway(WechatPaySimulator simulator) {
      LOG.log(
          Level.WARNING,
          "WeChat Pay is simulated at {0}: no order is closed for real",
          simulator.baseUrl());
      return new GatewayForTests(
          simulator.baseUrl(), simulator.mchid(), new SimulatedMerchants(simulator)::withMchid);
    }
  }
}
