package io.github.wechatpayfeign.spring;

import java.util.Map;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Gives beans their short names as aliases, after all bean names of the application are known: a
 * name that the application uses is never taken from it. In an application that starts from AOT
 * code it also defines the beans of the merchants, from the properties of that start.
 */
final class MerchantRegistrar implements BeanDefinitionRegistryPostProcessor {

  private final Environment environment;

  MerchantRegistrar(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    MerchantDefinitions.register(registry, environment);
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      BeanDefinition definition = beans.getBeanDefinition(name);
      if (definition.getAttribute(MerchantDefinitions.ATTRIBUTE) instanceof String merchant) {
        for (Class<?> type : BeanNames.typesOfAMerchant()) {
          alias(beans, BeanNames.of(type, merchant), BeanNames.shortOf(type, merchant));
        }
      }
    }
    for (Map.Entry<String, String> other : BeanNames.others().entrySet()) {
      alias(beans, other.getValue(), other.getKey());
    }
  }

  /**
   * Registers an alias unless this context has such a bean. A bean of a parent context is hidden,
   * as any bean hides one of a parent.
   */
  private static void alias(ConfigurableListableBeanFactory beans, String name, String shortName) {
    if (beans.containsBeanDefinition(name) && !beans.containsLocalBean(shortName)) {
      beans.registerAlias(name, shortName);
    }
  }
}
