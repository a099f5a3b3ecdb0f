package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts all merchants into the registry: those of the properties and those that are beans of the
 * application. It is a post-processor, because the registry may be a bean of the application too,
 * and because it must be complete before any other bean gets it.
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
    List<Merchant> filled = new ArrayList<>();
    for (String name : names(configured)) {
      MerchantSource merchant = configured.merchant(name);
      filled.add(merchant.merchant());
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
              filled.add(merchant.merchant());
              requireSimulated(registry, merchant, simulator);
            });
    SignatureReport.log(filled);
  }

  /**
   * Returns the names of the merchants. If none is configured, returns the primary one: loading it
   * fails with a message that says what to set.
   */
  private Set<String> names(ConfiguredMerchants configured) {
    Set<String> names = configured.names();
    return names.isEmpty() && beans.containsBeanDefinition(BeanNames.of(MerchantSource.class, ""))
        ? Set.of("")
        : names;
  }

  /** Puts a merchant into the shared client, or into its own if it has HTTP settings of its own. */
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

  /** Two merchants with one number would replace each other, and one would sign with wrong keys. */
  private static void requireNew(
      WechatPayRegistry registry, MerchantSource merchant, String property) {
    String mchid = merchant.merchant().mchid();
    if (registry.find(mchid).isPresent()) {
      throw new WrongPropertyException(
          property,
          Phrase.of("The merchant {0} is configured twice", mchid),
          Phrase.of(
              "Set each mchid once: under wechatpay, under wechatpay.merchants, in a MerchantSource"
                  + " bean, or in a WechatPayRegistry bean of the application"));
    }
  }

  /** A registry bean of the application may still call WeChat Pay, and a test must not do that. */
  private static void requireSimulated(
      WechatPayRegistry registry, MerchantSource merchant, @Nullable GatewayForTests simulator) {
    String baseUrl = registry.of(merchant.merchant().mchid()).baseUrl();
    if (simulator != null && !simulator.baseUrl().equals(baseUrl)) {
      throw new WrongPropertyException(
          "wechatpay.base-url",
          Phrase.of(
              "There is a simulator, but the WechatPayRegistry bean of the application calls {0}",
              baseUrl),
          Phrase.of("Build that bean with the base URL of the WechatPaySimulator bean in tests"));
    }
  }
}
