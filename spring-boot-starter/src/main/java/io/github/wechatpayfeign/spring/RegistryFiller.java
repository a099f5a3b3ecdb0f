package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts the merchants of the properties and those that are beans of the application into the
 * registry, whether that is ours or one of the application.
 */
final class RegistryFiller implements BeanPostProcessor {

  private final ListableBeanFactory beans;

  RegistryFiller(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof WechatPayRegistry registry) {
      fill(registry);
    }
    return bean;
  }

  private void fill(WechatPayRegistry registry) {
    ConfiguredMerchants configured = beans.getBean(ConfiguredMerchants.class);
    GatewayForTests simulator = beans.getBeanProvider(GatewayForTests.class).getIfAvailable();
    for (String name : names(configured)) {
      MerchantSource merchant = configured.merchant(name);
      requireNew(registry, merchant, ConfiguredMerchants.prefix(name));
      put(registry, configured, name, merchant);
      requireSimulated(registry, merchant, simulator);
    }
    beans
        .getBeanProvider(MerchantSource.class)
        .orderedStream()
        .filter(given -> !configured.contains(given))
        .map(given -> simulator == null ? given : simulator.like(given))
        .forEach(
            merchant -> {
              requireNew(registry, merchant, "wechatpay.merchants");
              registry.put(merchant);
              requireSimulated(registry, merchant, simulator);
            });
  }

  /** Returns the names of the merchants; a primary one that is not configured says what to do. */
  private Set<String> names(ConfiguredMerchants configured) {
    Set<String> names = configured.names();
    return names.isEmpty() && beans.containsBeanDefinition(BeanNames.of(MerchantSource.class, ""))
        ? Set.of("")
        : names;
  }

  private void put(
      WechatPayRegistry registry,
      ConfiguredMerchants configured,
      String name,
      MerchantSource merchant) {
    WechatPayRegistry own =
        name.isEmpty()
            ? null
            : beans
                .getBean(Clients.class)
                .ofSingleMerchant(
                    ConfiguredMerchants.prefix(name), configured.properties(name).http());
    if (own == null) {
      registry.put(merchant);
    } else {
      registry.put(own.put(merchant));
    }
  }

  private static void requireNew(
      WechatPayRegistry registry, MerchantSource merchant, String property) {
    String mchid = merchant.merchant().mchid();
    if (registry.find(mchid).isPresent()) {
      throw new WrongPropertyException(
          property,
          "The merchant " + mchid + " is there twice",
          "Give each mchid once: under wechatpay, under wechatpay.merchants, in a MerchantSource"
              + " bean, or in a WechatPayRegistry bean of the application");
    }
  }

  /** A registry of the application may still go to WeChat Pay, where a test must not go. */
  private static void requireSimulated(
      WechatPayRegistry registry, MerchantSource merchant, @Nullable GatewayForTests simulator) {
    String baseUrl = registry.of(merchant.merchant().mchid()).baseUrl();
    if (simulator != null && !simulator.baseUrl().equals(baseUrl)) {
      throw new WrongPropertyException(
          "wechatpay.base-url",
          "There is a simulator, but the WechatPayRegistry bean of the application goes to "
              + baseUrl,
          "Build that bean with the base URL of the WechatPaySimulator bean in tests");
    }
  }
}
