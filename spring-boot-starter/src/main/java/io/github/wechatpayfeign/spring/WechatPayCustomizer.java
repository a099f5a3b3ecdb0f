package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistryBuilder;

/**
 * A bean that changes settings before the client is built, for example the clock. There may be
 * several. They are called in the order of {@link org.springframework.core.annotation.Order}, after
 * the properties were applied, so their values win.
 */
@FunctionalInterface
public interface WechatPayCustomizer {

  /**
   * Changes the settings of a client: the one that all merchants share, or one of a merchant with
   * HTTP settings of its own.
   */
  void customize(WechatPayRegistryBuilder wechatPay);
}
