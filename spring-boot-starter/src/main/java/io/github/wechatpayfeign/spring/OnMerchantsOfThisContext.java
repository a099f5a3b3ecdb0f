package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless a parent context has WeChat Pay and this context has only the merchants of the
 * inherited properties: then it uses the beans of the parent. Otherwise one merchant would have two
 * clients. A context with merchants of its own never signs for those of its parent.
 */
final class OnMerchantsOfThisContext extends SpringBootCondition implements ConfigurationCondition {

  @Override
  public ConfigurationPhase getConfigurationPhase() {
    return ConfigurationPhase.REGISTER_BEAN;
  }

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    ConditionMessage.Builder message = ConditionMessage.forCondition("Merchants of this context");
    ListableBeanFactory beans = context.getBeanFactory();
    ListableBeanFactory parent = parentWithWechatPay(context);
    if (beans == null || parent == null) {
      return ConditionOutcome.match(message.because("no parent has WeChat Pay"));
    }
    if (beans.getBeanNamesForType(MerchantSource.class, true, false).length > 0) {
      return ConditionOutcome.match(message.because("a bean of this context is a merchant"));
    }
    Environment inherited =
        parent.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME, Environment.class);
    Map<String, MerchantProperties> here = merchants(context.getEnvironment());
    return !here.isEmpty() && !here.equals(merchants(inherited))
        ? ConditionOutcome.match(message.because("the properties differ from those of the parent"))
        : ConditionOutcome.noMatch(message.because("all merchants belong to the parent"));
  }

  private static @Nullable ListableBeanFactory parentWithWechatPay(ConditionContext context) {
    BeanFactory parent =
        context.getBeanFactory() == null ? null : context.getBeanFactory().getParentBeanFactory();
    return parent instanceof ListableBeanFactory beans
            && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(
                        beans, WechatPayRegistry.class, true, false)
                    .length
                > 0
        ? beans
        : null;
  }

  /**
   * Returns the merchants of an environment. One that cannot be bound is entered so that the two
   * maps differ: then this context is set up, and its binding reports the mistake.
   */
  private static Map<String, MerchantProperties> merchants(Environment environment) {
    Map<String, MerchantProperties> merchants = new HashMap<>();
    Binder binder = Binder.get(environment);
    for (String name : MerchantNames.in(environment)) {
      String prefix = ConfiguredMerchants.prefix(name);
      try {
        merchants.put(name, binder.bindOrCreate(prefix, MerchantProperties.class));
      } catch (BindException e) {
        merchants.put(prefix, MerchantProperties.NONE);
      }
    }
    return merchants;
  }
}
