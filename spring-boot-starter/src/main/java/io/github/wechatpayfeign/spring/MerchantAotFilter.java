package io.github.wechatpayfeign.spring;

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Keeps the beans of merchants out of AOT code: which merchants there are is a matter of the
 * properties at the start, and not of those at the build.
 */
final class MerchantAotFilter implements BeanRegistrationExcludeFilter {

  @Override
  public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
    return bean.getMergedBeanDefinition().hasAttribute(MerchantDefinitions.ATTRIBUTE);
  }
}
