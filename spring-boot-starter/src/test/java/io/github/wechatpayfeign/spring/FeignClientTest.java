package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import feign.Logger;
import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignAutoConfiguration;
import org.springframework.cloud.openfeign.FeignBuilderCustomizer;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.cloud.openfeign.FeignLoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Clients of Spring Cloud OpenFeign that are WeChat Pay's. */
class FeignClientTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

  private final ApplicationContextRunner application =
      Starter.of(SIMULATOR)
          .withConfiguration(AutoConfigurations.of(FeignAutoConfiguration.class))
          .withUserConfiguration(Application.class);

  /** The clients, each with one kind of annotations. */
  @Configuration(proxyBeanMethods = false)
  @EnableFeignClients(clients = {MvcOrders.class, FeignOrders.class})
  static class Application {

    /** That of Spring Cloud needs feign-slf4j. */
    @Bean
    FeignLoggerFactory withoutLogs() {
      return type -> new Logger.NoOpLogger();
    }

    @Bean
    FeignBuilderCustomizer ofAllClients() {
      return builder -> builder.requestInterceptor(template -> template.header("X-Of", "all"));
    }
  }

  @FeignClient(
      name = "mvc-orders",
      url = "https://api.mch.weixin.qq.com",
      path = "/v3/pay/transactions/",
      configuration = WechatPayFeignConfiguration.class)
  interface MvcOrders {
    @PostMapping("/out-trade-no/{out_trade_no}/close")
    void close(
        @PathVariable("out_trade_no") String outTradeNo, @RequestBody CloseOrderRequest body);
  }

  @FeignClient(
      name = "feign-orders",
      url = "https://api.mch.weixin.qq.com",
      configuration = {WechatPayFeignConfiguration.class, OnlyHere.class})
  interface FeignOrders {
    @RequestLine("GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}")
    Transaction query(@Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);
  }

  /** Belongs to one client. */
  static class OnlyHere {
    @Bean
    FeignBuilderCustomizer ofThisClient() {
      return builder -> builder.requestInterceptor(template -> template.header("X-Of", "it"));
    }
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
    SIMULATOR.createOrder("ORDER-1");
  }

  @Test
  void signsAClientWithAnnotationsOfSpringMvc() {
    application.run(
        context -> {
          CloseOrderRequest body = new CloseOrderRequest(SIMULATOR.mchid());
          MvcOrders orders = context.getBean(MvcOrders.class);

          orders.close("ORDER-1", body);

          assertThat(SIMULATOR.state("ORDER-1")).contains(OrderState.CLOSED);
          assertThat(SIMULATOR.requests().get(0).path())
              .isEqualTo("/v3/pay/transactions/out-trade-no/ORDER-1/close");
        });
  }

  @Test
  void signsAClientWithAnnotationsOfFeign() {
    application.run(
        context -> {
          FeignOrders orders = context.getBean(FeignOrders.class);

          assertThat(orders.query("ORDER-1", SIMULATOR.mchid()).outTradeNo()).isEqualTo("ORDER-1");
          assertThatExceptionOfType(OrderNotExistException.class)
              .isThrownBy(() -> orders.query("ORDER-2", SIMULATOR.mchid()));
        });
  }

  @Test
  void isChangedByCustomizersOfItsOwnAlone() {
    application.run(
        context -> {
          context.getBean(FeignOrders.class).query("ORDER-1", SIMULATOR.mchid());
          context
              .getBean(MvcOrders.class)
              .close("ORDER-1", new CloseOrderRequest(SIMULATOR.mchid()));

          assertThat(SIMULATOR.requests())
              .extracting(request -> String.join(",", request.header("X-Of")))
              .containsExactly("it", "");
        });
  }
}
