package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole application, called over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@WithWechatPaySimulator
class OrdersApplicationTest {

  private static final String ORDER = "ORDER-20261123-1";

  @Autowired private WechatPaySimulator simulator;
  @LocalServerPort private int port;

  @Test
  void cancelsAnOrderOfEachMerchant() throws Exception {
    simulator.book("1900000109").create(ORDER);
    simulator.book("1900000222").create(ORDER);

    assertThat(cancel("shop").statusCode()).isEqualTo(204);
    assertThat(cancel("site").statusCode()).isEqualTo(204);

    assertThat(simulator.book("1900000109").state(ORDER)).contains(OrderState.CLOSED);
    assertThat(simulator.book("1900000222").state(ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void tellsTheCallerThatAnOrderIsPaid() throws Exception {
    simulator.book("1900000109").create(ORDER);
    simulator.failNext(Fault.error(400, "ORDERPAID"));

    HttpResponse<String> answer = cancel("shop");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("The order is paid: refund it instead");
  }

  @Test
  void showsWhatItKnowsOfItsMerchants() throws Exception {
    assertThat(send(HttpRequest.newBuilder(uri("/actuator/wechatpay"))).body())
        .contains("\"mchid\":\"1900000109\"", "\"mchid\":\"1900000222\"")
        .doesNotContain("BEGIN");
  }

  private HttpResponse<String> cancel(String merchant) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri("/" + merchant + "/orders/" + ORDER + "/cancellation"))
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
