package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulatorBuilder;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Makes a simulator that lives as long as the application. Its first merchant has the number of the
 * primary one in the properties, or of the first by name, if that has a number.
 */
@Configuration(proxyBeanMethods = false)
final class SimulatorBean {

  @Bean(name = BeanNames.SIMULATOR, destroyMethod = "close")
  WechatPaySimulator wechatPaySimulator(Environment environment) {
    WechatPaySimulatorBuilder builder = WechatPaySimulator.builder();
    Set<String> names = MerchantNames.in(environment);
    String first = names.isEmpty() ? "" : names.iterator().next();
    String mchid =
        Binder.get(environment)
            .bind(ConfiguredMerchants.prefix(first) + ".mchid", String.class)
            .orElse("");
    if (mchid.matches("[0-9]{1,32}")) {
      builder.mchid(mchid);
    }
    return builder.start();
  }
}
