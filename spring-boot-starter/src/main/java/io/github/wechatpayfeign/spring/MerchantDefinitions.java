package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;

/**
 * Defines the beans of each merchant in the properties, qualified by its name. The beans of the
 * merchant without a name are primary. {@code @Bean} methods cannot do this, because only the
 * properties say how many merchants there are.
 *
 * <p>If the application has a merchant or a {@link WechatPay} of its own, that one is injected
 * without a qualifier, and those of the properties only by their names.
 */
final class MerchantDefinitions {

  /** Marks the definitions; an application that starts from AOT code makes them again. */
  static final String ATTRIBUTE = MerchantDefinitions.class.getName();

  private final BeanDefinitionRegistry registry;
  private final ConfigurableListableBeanFactory beans;
  private final boolean applicationHasOwn;

  private MerchantDefinitions(
      BeanDefinitionRegistry registry,
      ConfigurableListableBeanFactory beans,
      boolean applicationHasOwn) {
    this.registry = registry;
    this.beans = beans;
    this.applicationHasOwn = applicationHasOwn;
  }

  /**
   * Defines the beans, unless they are already defined. It is called twice, by {@link
   * MerchantBeans} and by {@link MerchantRegistrar}; from AOT code only the second call happens.
   */
  static void register(BeanDefinitionRegistry registry, Environment environment) {
    ConfigurableListableBeanFactory beans = (ConfigurableListableBeanFactory) registry;
    if (Arrays.stream(registry.getBeanDefinitionNames())
        .anyMatch(name -> registry.getBeanDefinition(name).hasAttribute(ATTRIBUTE))) {
      return;
    }
    Set<String> names = MerchantNames.in(environment);
    boolean own = has(beans, MerchantSource.class) || has(beans, WechatPay.class);
    MerchantDefinitions definitions = new MerchantDefinitions(registry, beans, own);
    if (names.isEmpty() && !own) {
      definitions.define("");
    }
    names.forEach(definitions::define);
  }

  private static boolean has(ConfigurableListableBeanFactory beans, Class<?> type) {
    return beans.getBeanNamesForType(type, true, false).length > 0;
  }

  private void define(String name) {
    define(name, MerchantSource.class, ConfiguredMerchants::merchant);
    define(name, WechatPay.class, ConfiguredMerchants::wechatPay);
    define(name, TransactionsApi.class, (all, of) -> all.wechatPay(of).transactions());
    create(name, PartnerTransactionsApi.class);
    create(name, CombineTransactionsApi.class);
  }

  private <T> void create(String name, Class<T> api) {
    define(name, api, (all, of) -> all.wechatPay(of).create(api)).setLazyInit(true);
  }

  /**
   * Defines one bean. It asks for the merchants only when it is made, because at this time no bean
   * exists yet.
   */
  private <T> BeanDefinition define(
      String name, Class<T> type, BiFunction<ConfiguredMerchants, String, T> make) {
    RootBeanDefinition definition =
        new RootBeanDefinition(
            type, () -> make.apply(beans.getBean(ConfiguredMerchants.class), name));
    definition.setAttribute(ATTRIBUTE, name);
    definition.setPrimary(name.isEmpty() && !applicationHasOwn);
    definition.setDefaultCandidate(!applicationHasOwn);
    if (!name.isEmpty()) {
      definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
    }
    registry.registerBeanDefinition(BeanNames.of(type, name), definition);
    return definition;
  }
}
