package io.github.wechatpayfeign.spring;

import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Has keys loaded anew when a configuration centre changes properties of WeChat Pay. */
final class PropertyChanges implements ApplicationListener<EnvironmentChangeEvent> {

  private final ConfiguredMerchants merchants;
  private final Environment environment;

  PropertyChanges(ConfiguredMerchants merchants, Environment environment) {
    this.merchants = merchants;
    this.environment = environment;
  }

  /** Looks at all properties, since one of WeChat Pay may refer to one of another name. */
  @Override
  public void onApplicationEvent(EnvironmentChangeEvent event) {
    merchants.rebind(environment);
  }
}
