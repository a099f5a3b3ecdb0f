package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistryBuilder;

/**
 * A bean that changes what the properties set, such as the clock, before the client is built. There
 * may be several; they are called in the order of {@link org.springframework.core.annotation.Order}
 * and have the last word.
 */
@FunctionalInterface
public interface WechatPayCustomizer {

  /** Changes the settings of the client that all merchants share. */
  void customize(WechatPayRegistryBuilder wechatPay);
}
