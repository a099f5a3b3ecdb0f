package io.github.wechatpayfeign.springtests;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WechatPayAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Applications that have the starter, and little else. */
final class Applications {

  private Applications() {}

  /** Returns an application without any property. */
  static ApplicationContextRunner bare() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(SslAutoConfiguration.class, WechatPayAutoConfiguration.class));
  }

  /** Returns an application that calls a simulator, without any merchant. */
  static ApplicationContextRunner calling(WechatPaySimulator simulator) {
    return bare().withPropertyValues("wechatpay.base-url=" + simulator.baseUrl());
  }

  /** Returns an application that calls a simulator, with its merchant as texts. */
  static ApplicationContextRunner of(WechatPaySimulator simulator) {
    return calling(simulator).withPropertyValues(merchant("wechatpay", simulator));
  }

  /** Returns an application with every part of the starter, which calls a simulator. */
  static ApplicationContextRunner whole(WechatPaySimulator simulator) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
        .withConfiguration(AutoConfigurations.of(ofTheStarter()))
        .withPropertyValues("wechatpay.base-url=" + simulator.baseUrl())
        .withPropertyValues(merchant("wechatpay", simulator));
  }

  private static Class<?>[] ofTheStarter() {
    return ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
        .filter(name -> name.startsWith("io.github.wechatpayfeign."))
        .map(name -> ClassUtils.resolveClassName(name, null))
        .toArray(Class<?>[]::new);
  }

  static String[] merchant(String prefix, WechatPaySimulator simulator) {
    return new String[] {
      prefix + ".mchid=" + simulator.mchid(),
      prefix + ".merchant-serial=" + simulator.merchantSerial(),
      prefix + ".private-key=" + simulator.merchantPrivateKeyPem(),
      prefix + ".public-key-id=" + simulator.publicKeyId(),
      prefix + ".public-key=" + simulator.publicKeyPem()
    };
  }
}
