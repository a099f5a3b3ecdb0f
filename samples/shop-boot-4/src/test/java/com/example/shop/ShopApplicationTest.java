package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.simulator.NoticeDelivery;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of an order, from its place to its end, over HTTP and with real signatures. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "wechatpay.order-expiry.grace=0s",
      "wechatpay.order-expiry.poll-interval=50ms"
    })
@WithWechatPaySimulator
class ShopApplicationTest {

  @Autowired private WechatPaySimulator simulator;
  @Autowired private OrderExpiry expiry;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;

  @Test
  void deliversAPaidOrderOnceAndRefundsIt() throws Exception {
    long before = pieces();
    assertThat(post("/orders/ORDER-1?total=300")).startsWith("weixin://");
    simulator.pay("ORDER-1");
    assertThat(simulator.notices().about("ORDER-1").get(0).deliverTwice())
        .allMatch(NoticeDelivery::isAccepted);
    assertThat(state("ORDER-1")).isEqualTo("DELIVERED");
    assertThat(pieces()).isEqualTo(before - 1);

    assertThat(post("/orders/ORDER-1/refund")).isEqualTo("Refunded");
    assertThat(post("/orders/ORDER-1/refund")).isEqualTo("Refunded");
    assertThat(simulator.notices().about("REFUND-ORDER-1").get(0).deliver().isAccepted()).isTrue();
    assertThat(state("ORDER-1")).isEqualTo("REFUNDED");
    assertThat(simulator.book().refunds().refunded("ORDER-1")).isEqualTo(300);
  }

  @Test
  void closesAnOrderThatExpiresAndGivesItsPieceBack() throws Exception {
    long before = pieces();
    String code = post("/orders/ORDER-2?total=300");
    assertThat(post("/orders/ORDER-2/code")).startsWith("weixin://").isNotEqualTo(code);

    letExpire("ORDER-2");

    until(() -> state("ORDER-2").equals("RELEASED"));
    assertThat(simulator.state("ORDER-2")).contains(OrderState.CLOSED);
    assertThat(pieces()).isEqualTo(before);
  }

  @Test
  void deliversAnOrderThatIsPaidInTheLastMoment() throws Exception {
    long before = pieces();
    assertThat(post("/orders/ORDER-3?total=300")).startsWith("weixin://");
    simulator.book().startPaying("ORDER-3");
    long requests = simulator.requestCount();

    letExpire("ORDER-3");
    until(() -> simulator.requestCount() > requests + 1);
    simulator.pay("ORDER-3");
    assertThat(simulator.notices().about("ORDER-3").get(0).deliver().isAccepted()).isTrue();

    assertThat(state("ORDER-3")).isEqualTo("DELIVERED");
    until(() -> expiry.progress().waiting() == 0);
    assertThat(state("ORDER-3")).isEqualTo("DELIVERED");
    assertThat(pieces()).isEqualTo(before - 1);
  }

  /** Moves the timer of an order to now, so that the test does not wait for half an hour. */
  private void letExpire(String no) {
    transaction.executeWithoutResult(status -> expiry.closeAt(no, Instant.now()));
  }

  private long pieces() {
    return jdbc.queryForObject("select pieces from stock", Long.class);
  }

  private String state(String no) {
    return jdbc.queryForObject("select state from orders where no = ?", String.class, no);
  }

  private String post(String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(List.of(200, 204)).as(answer.body()).contains(answer.statusCode());
    return answer.body();
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
