package io.github.wechatpayfeign.spring;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Defines the beans of the merchants early enough for conditions of others to see them. */
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
