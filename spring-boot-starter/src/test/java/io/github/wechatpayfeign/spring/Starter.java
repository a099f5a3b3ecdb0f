package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications with the starter, and properties of merchants. */
final class Starter {

  private Starter() {}

  /** Returns an application with the starter and no property. */
  static ApplicationContextRunner bare() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(SslAutoConfiguration.class, WechatPayAutoConfiguration.class));
  }

  /** Returns an application that calls a simulator for the simulator's own merchant. */
  static ApplicationContextRunner of(WechatPaySimulator simulator) {
    return bare()
        .withPropertyValues("wechatpay.base-url=" + simulator.baseUrl())
        .withPropertyValues(merchant("wechatpay", simulator, simulator.merchant()));
  }

  /** Returns all properties that a merchant needs. */
  static String[] merchant(
      String prefix, WechatPaySimulator simulator, SimulatedMerchant merchant) {
    return new String[] {
      prefix + ".mchid=" + merchant.mchid(),
      prefix + ".merchant-serial=" + merchant.serial(),
      prefix + ".private-key=" + merchant.privateKeyPem(),
      prefix + ".public-key-id=" + simulator.publicKeyId(),
      prefix + ".public-key=" + simulator.publicKeyPem()
    };
  }

  /** Binds the properties of a merchant, each as {@code name=value}. */
  static MerchantProperties properties(String... properties) {
    return bind(MerchantProperties.class, properties);
  }

  /** Binds the properties under {@code wechatpay}, each as {@code name=value}. */
  static <T> T bind(Class<T> type, String... properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String property : properties) {
      int end = property.indexOf('=');
      values.put("wechatpay." + property.substring(0, end), property.substring(end + 1));
    }
    return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("wechatpay", type);
  }
}
