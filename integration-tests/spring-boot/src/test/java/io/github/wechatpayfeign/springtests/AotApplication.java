package io.github.wechatpayfeign.springtests;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.spring.WechatPayAutoConfiguration;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Closes an order for each of its merchants, of which one has a name that the build did not know.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({SslAutoConfiguration.class, WechatPayAutoConfiguration.class})
public class AotApplication {

  /** Injects a merchant by a name of the start. */
  static final class Late {

    private final WechatPay wechatPay;

    @Autowired
    Late(@Qualifier("late") WechatPay wechatPay) {
      this.wechatPay = wechatPay;
    }

    void close() {
      wechatPay.closeOrder("ORDER-LATE");
    }
  }

  @Bean
  Late late(@Qualifier("late") WechatPay wechatPay) {
    return new Late(wechatPay);
  }

  /** Starts the application and closes the orders. */
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(AotApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    try (ConfigurableApplicationContext context = application.run(args)) {
      context.getBean(WechatPay.class).closeOrder("ORDER-1");
      context.getBean(Late.class).close();
      System.out.println("generated artifacts: " + AotDetector.useGeneratedArtifacts());
      System.out.println("alias: " + (context.getBean("wechatPay") instanceof WechatPay));
    }
  }
}
