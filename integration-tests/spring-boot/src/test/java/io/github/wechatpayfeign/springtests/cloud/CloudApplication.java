package io.github.wechatpayfeign.springtests.cloud;

import feign.Capability;
import feign.Client;
import feign.Param;
import feign.Request;
import feign.RequestInterceptor;
import feign.RequestLine;
import feign.Response;
import feign.Retryer;
import feign.codec.Decoder;
import feign.codec.ErrorDecoder;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.Reentrant;
import io.github.wechatpayfeign.spring.WechatPayFeignConfiguration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignBuilderCustomizer;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** An application with Feign clients of its own, with everything global that there can be. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableFeignClients(
    clients = {
      CloudApplication.Stock.class,
      CloudApplication.MvcOrders.class,
      CloudApplication.FeignOrders.class,
      CloudApplication.ShopOrders.class
    })
class CloudApplication {

  /** Which of the global beans were used, in their order. */
  static final List<String> USED = new CopyOnWriteArrayList<>();

  /** A client that has nothing to do with WeChat Pay. */
  @FeignClient(name = "stock", url = "${stock.url}")
  interface Stock {
    @GetMapping("/stock/{item}")
    String left(@PathVariable("item") String item);
  }

  /** Orders of WeChat Pay, with the annotations of Spring MVC. */
  @FeignClient(
      name = "mvc-orders",
      url = "https://api.mch.weixin.qq.com",
      path = "/v3/pay/transactions",
      configuration = WechatPayFeignConfiguration.class)
  interface MvcOrders {

    @Reentrant
    @PostMapping("/out-trade-no/{out_trade_no}/close")
    void close(
        @PathVariable("out_trade_no") String outTradeNo, @RequestBody CloseOrderRequest body);

    @GetMapping("/out-trade-no/{out_trade_no}")
    Transaction query(
        @PathVariable("out_trade_no") String outTradeNo, @RequestParam("mchid") String mchid);
  }

  /** Orders of WeChat Pay, with the annotations of Feign. */
  @FeignClient(
      name = "feign-orders",
      url = "https://api.mch.weixin.qq.com",
      dismiss404 = true,
      configuration = {WechatPayFeignConfiguration.class, OnlyHere.class})
  interface FeignOrders {

    @Reentrant
    @RequestLine(
        value = "POST /v3/pay/transactions/out-trade-no/{out_trade_no}/close",
        decodeSlash = false)
    void close(@Param("out_trade_no") String outTradeNo, CloseOrderRequest body);

    @RequestLine(
        value = "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}",
        decodeSlash = false)
    Transaction query(@Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);
  }

  /** What the user adds to one client. */
  static class OnlyHere {
    @Bean
    FeignBuilderCustomizer customizerOfOneClient() {
      return builder ->
          builder.requestInterceptor(template -> template.header("X-Only-Here", "yes"));
    }
  }

  /** Orders of another merchant. */
  @FeignClient(
      name = "shop-orders",
      url = "https://api.mch.weixin.qq.com",
      path = "/v3/pay/transactions",
      configuration = ShopPay.class)
  interface ShopOrders {
    @PostMapping("/out-trade-no/{out_trade_no}/close")
    void close(
        @PathVariable("out_trade_no") String outTradeNo, @RequestBody CloseOrderRequest body);
  }

  /** Signs for another merchant than the primary one. */
  static class ShopPay extends WechatPayFeignConfiguration {
    ShopPay(@Qualifier("shop") WechatPay wechatPay) {
      super(wechatPay);
    }
  }

  @Bean
  RequestInterceptor globalInterceptor() {
    return template -> {
      USED.add("interceptor");
      template.header("Authorization", "Bearer of-the-user");
    };
  }

  @Bean
  ErrorDecoder globalErrorDecoder() {
    return (methodKey, response) -> {
      USED.add("errorDecoder");
      return new IllegalArgumentException("by the user's error decoder");
    };
  }

  @Bean
  Decoder globalDecoder() {
    return (response, type) -> {
      throw new AssertionError("the user's decoder");
    };
  }

  @Bean
  Client globalClient() {
    Client client = new Client.Default(null, null);
    return new Client() {
      @Override
      public Response execute(Request request, Request.Options options) throws IOException {
        USED.add("client");
        return client.execute(request, options);
      }
    };
  }

  @Bean
  Retryer globalRetryer() {
    return new Retryer.Default(1, 1, 3);
  }

  @Bean
  FeignBuilderCustomizer globalCustomizer() {
    return builder -> {
      USED.add("customizer");
      builder.requestInterceptor(template -> template.header("X-Of-The-User", "yes"));
    };
  }

  @Bean
  Capability globalCapability() {
    return new GlobalCapability();
  }

  /** Public, since Feign calls it by reflection. */
  public static final class GlobalCapability implements Capability {
    @Override
    public Client enrich(Client enriched) {
      USED.add("capability");
      return enriched;
    }
  }
}
