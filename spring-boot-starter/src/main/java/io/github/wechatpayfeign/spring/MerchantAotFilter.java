package io.github.wechatpayfeign.spring;

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Keeps the beans of merchants out of AOT code. AOT code is made at build time, but the properties
 * at the start decide which merchants there are. {@link MerchantRegistrar} defines the beans then.
 */
final class MerchantAotFilter implements BeanRegistrationExcludeFilter {

  @Override
  public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
    return bean.getMergedBeanDefinition().hasAttribute(MerchantDefinitions.ATTRIBUTE);
  }
}
