package io.github.wechatpayfeign.spring;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Defines the beans of the merchants while configuration classes are read. That is early enough for
 * the conditions of other auto-configurations, such as {@code @ConditionalOnBean}, to see them.
 */
final class MerchantBeans implements ImportBeanDefinitionRegistrar {

  private final Environment environment;

  MerchantBeans(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    MerchantDefinitions.register(registry, environment);
  }
}
