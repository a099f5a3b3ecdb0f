package io.github.wechatpayfeign.spring;

import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Loads keys again when a configuration centre, such as Nacos, changes properties. */
final class PropertyChanges implements ApplicationListener<EnvironmentChangeEvent> {

  private final ConfiguredMerchants merchants;
  private final Environment environment;

  PropertyChanges(ConfiguredMerchants merchants, Environment environment) {
    this.merchants = merchants;
    this.environment = environment;
  }

  /**
   * Looks at all merchants and not at the changed keys of the event, because a property of WeChat
   * Pay may refer to a property with another name.
   */
  @Override
  public void onApplicationEvent(EnvironmentChangeEvent event) {
    merchants.rebind(environment);
  }
}
