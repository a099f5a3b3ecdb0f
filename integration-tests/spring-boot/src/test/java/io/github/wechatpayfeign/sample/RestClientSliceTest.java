package io.github.wechatpayfeign.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;

/** A slice test for clients of other services, in an application that has the starter. */
@RestClientSlice
@Import(RestClientSliceTest.Stock.class)
class RestClientSliceTest {

  /** A client of another service. */
  static final class Stock {

    private final RestClient http;

    Stock(RestClient.Builder http) {
      this.http = http.baseUrl("https://stock.example").build();
    }

    String of(String item) {
      return String.valueOf(http.get().uri("/" + item).retrieve().body(String.class));
    }
  }

  @Test
  void hasNoWechatPayAndNeedsNoMerchant(
      @Autowired ListableBeanFactory beans,
      @Autowired MockRestServiceServer server,
      @Autowired Stock stock) {
    server
        .expect(request -> assertThat(request.getURI()).hasToString("https://stock.example/cup"))
        .andRespond(withSuccess("7", MediaType.TEXT_PLAIN));

    assertThat(stock.of("cup")).isEqualTo("7");
    assertThat(Slices.beansOfWechatPay(beans)).isEmpty();
  }

  /** A part of the slice that asks for WeChat Pay. */
  @Nested
  @WithWechatPaySimulator
  class WithASimulator {

    @Test
    void closesAnOrderWhileOtherClientsAreMocked(
        @Autowired WechatPaySimulator simulator,
        @Autowired WechatPay wechatPay,
        @Autowired MockRestServiceServer server) {
      simulator.createOrder("ORDER-1");

      wechatPay.closeOrder("ORDER-1");

      assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
      server.verify();
    }
  }
}
