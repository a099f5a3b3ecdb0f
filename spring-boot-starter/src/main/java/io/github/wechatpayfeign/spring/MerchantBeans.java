package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.signing.MerchantSource;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Declares a merchant, a {@link WechatPay} and a {@link TransactionsApi} for each merchant in the
 * properties, qualified by its name. Those of the merchant without a name are primary.
 */
final class MerchantBeans implements ImportBeanDefinitionRegistrar {

  private static final String FACTORY = "wechatPayConfiguredMerchants";

  private final Environment environment;

  MerchantBeans(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    registry.registerBeanDefinition(FACTORY, new RootBeanDefinition(ConfiguredMerchants.class));
    Binder binder = Binder.get(environment);
    Set<String> names = names(binder);
    if (names.isEmpty() || !primary(binder).isEmpty()) {
      register("", registry);
    }
    names.forEach(name -> register(name, registry));
  }

  private static MerchantProperties primary(Binder binder) {
    return binder.bindOrCreate("wechatpay", MerchantProperties.class);
  }

  private static Set<String> names(Binder binder) {
    try {
      return binder
          .bind("wechatpay.merchants", Bindable.mapOf(String.class, MerchantProperties.class))
          .map(Map::keySet)
          .orElse(Set.of());
    } catch (BindException e) {
      // The exception quotes the value, which is a key where the name of the merchant was left out.
      throw nameless(e.getName());
    }
  }

  private static WrongPropertyException nameless(ConfigurationPropertyName found) {
    String last = found.getLastElement(ConfigurationPropertyName.Form.DASHED);
    return new WrongPropertyException(
        found.toString(),
        "It is not a merchant",
        "Give the merchant a name: set wechatpay.merchants.<name>." + last);
  }

  private static void register(String name, BeanDefinitionRegistry registry) {
    register(name, merchantBean(name), "merchant", MerchantSource.class, registry);
    register(name, wechatPayBean(name), "wechatPay", WechatPay.class, registry);
    register(name, transactionsBean(name), "transactions", TransactionsApi.class, registry);
  }

  private static void register(
      String name, String bean, String method, Class<?> type, BeanDefinitionRegistry registry) {
    RootBeanDefinition definition = new RootBeanDefinition();
    definition.setTargetType(type);
    definition.setFactoryBeanName(FACTORY);
    definition.setFactoryMethodName(method);
    definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
    if (name.isEmpty()) {
      definition.setPrimary(true);
    } else {
      definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
    }
    registry.registerBeanDefinition(bean, definition);
  }

  static String merchantBean(String name) {
    return name.isEmpty() ? "wechatPayMerchant" : name + "Merchant";
  }

  static String wechatPayBean(String name) {
    return name.isEmpty() ? "wechatPay" : name + "WechatPay";
  }

  private static String transactionsBean(String name) {
    return name.isEmpty() ? "transactionsApi" : name + "TransactionsApi";
  }
}
