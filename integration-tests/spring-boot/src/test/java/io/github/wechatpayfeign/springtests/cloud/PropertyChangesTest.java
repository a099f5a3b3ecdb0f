package io.github.wechatpayfeign.springtests.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.spring.WechatPayAutoConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.core.env.MapPropertySource;

/** Keys from a configuration server, whose change Spring Cloud announces with an event. */
class PropertyChangesTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final SimulatedMerchant SHOP = SIMULATOR.addMerchant("1900000222");

  private final Map<String, Object> centre = new HashMap<>();
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(SslAutoConfiguration.class, WechatPayAutoConfiguration.class))
          .withPropertyValues("wechatpay.base-url=" + SIMULATOR.baseUrl())
          .withInitializer(
              context ->
                  context
                      .getEnvironment()
                      .getPropertySources()
                      .addLast(new MapPropertySource("centre", centre)));

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void configure() {
    SIMULATOR.reset();
    put("wechatpay", SIMULATOR.merchant());
    put("wechatpay.merchants.shop", SHOP);
  }

  private void put(String prefix, SimulatedMerchant merchant) {
    centre.put(prefix + ".mchid", merchant.mchid());
    centre.put(prefix + ".merchant-serial", merchant.serial());
    centre.put(prefix + ".private-key", merchant.privateKeyPem());
    centre.put(prefix + ".public-key-id", SIMULATOR.publicKeyId());
    centre.put(prefix + ".public-key", SIMULATOR.publicKeyPem());
  }

  private static void announce(AssertableApplicationContext context) {
    context.publishEvent(new EnvironmentChangeEvent(Set.of("wechatpay.private-key")));
  }

  private static void closesAnOrder(WechatPay wechatPay, String order) {
    SIMULATOR.createOrder(order);
    wechatPay.closeOrder(order);
    assertThat(SIMULATOR.state(order)).contains(OrderState.CLOSED);
  }

  @Test
  void signsWithTheNewKeysAtOnce() {
    application.run(
        context -> {
          WechatPay wechatPay = context.getBean(WechatPay.class);
          String former = SIMULATOR.merchantSerial();
          SIMULATOR.merchant().renewCertificate();
          SIMULATOR.merchant().revokeCertificate(former);
          put("wechatpay", SIMULATOR.merchant());

          announce(context);

          assertThat(wechatPay.merchant().merchantSerial()).isEqualTo(SIMULATOR.merchantSerial());
          closesAnOrder(wechatPay, "ORDER-1");
        });
  }

  /** The keys that are in use stay, and those of the other merchant are looked at all the same. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "gone",
      value = {
        "wechatpay.private-key, half of a ke",
        "wechatpay.private-key, gone",
        "wechatpay.private-key, ${NO_SUCH_VARIABLE}",
        "wechatpay.mchid, 1900000333",
        "wechatpay.allow-expired-certificate, maybe"
      })
  void keepsTheCurrentKeysIfTheNewOnesDoNotLoad(String property, @Nullable String value) {
    application.run(
        context -> {
          String former = context.getBean(WechatPay.class).merchant().merchantSerial();
          SHOP.renewCertificate();
          put("wechatpay.merchants.shop", SHOP);
          centre.put("wechatpay.merchant-serial", "0A0B");
          if (value == null) {
            centre.remove(property);
          } else {
            centre.put(property, value);
          }

          announce(context);

          assertThat(context.getBean(WechatPay.class).merchant().merchantSerial())
              .isEqualTo(former);
          closesAnOrder(context.getBean(WechatPay.class), "ORDER-1");
          assertThat(context.getBean("shopWechatPay", WechatPay.class).merchant().merchantSerial())
              .isEqualTo(SHOP.serial());

          put("wechatpay", SIMULATOR.merchant());
          centre.remove("wechatpay.allow-expired-certificate");
          announce(context);
          closesAnOrder(context.getBean(WechatPay.class), "ORDER-2");
        });
  }
}
