package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A simulator that lives as long as the application. */
@Configuration(proxyBeanMethods = false)
final class SimulatorBean {

  @Bean(destroyMethod = "close")
  WechatPaySimulator wechatPaySimulator() {
    return WechatPaySimulator.start();
  }
}
