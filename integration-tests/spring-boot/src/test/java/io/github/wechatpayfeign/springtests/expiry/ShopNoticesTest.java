package io.github.wechatpayfeign.springtests.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.simulator.NoticeDelivery;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A paid order is delivered once, however often its notice comes; a refund is booked. */
class ShopNoticesTest {

  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  @Test
  void actOnceForAPaymentThatIsNotifiedThreeTimes() {
    try (ConfigurableApplicationContext application =
        new SpringApplicationBuilder(ExpiryApplication.class, ShopNotices.class)
            .run(
                "--server.port=0",
                "--spring.autoconfigure.exclude=",
                "--spring.data.jpa.repositories.enabled=false",
                "--server.address=127.0.0.1",
                "--spring.datasource.generate-unique-name=true",
                "--wechatpay.order-expiry.poll-interval=20ms",
                "--wechatpay.order-expiry.threads=4")) {
      JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
      jdbc.execute("drop table if exists orders");
      jdbc.execute("create table orders (no varchar(32) primary key, state varchar(40))");
      Shop shop = application.getBean(Shop.class);
      WechatPaySimulator simulator = application.getBean(WechatPaySimulator.class);
      shop.place(Shop.Way.JDBC, "ORDER-1", LATER, false);
      simulator.createOrder("ORDER-1");
      simulator.notices().defaultUrl(url(application, "/wechatpay/paid"));
      simulator.pay("ORDER-1");

      assertThat(simulator.notices().about("ORDER-1").get(0).deliver().status()).isEqualTo(204);
      assertThat(simulator.notices().about("ORDER-1").get(0).deliverTwice())
          .allMatch(NoticeDelivery::isAccepted);

      assertThat(shop.state("ORDER-1")).containsExactly("OPEN DELIVERED 100");
      assertThat(application.getBean(OrderExpiry.class).progress().waiting()).isZero();

      simulator.notices().defaultUrl(url(application, "/wechatpay/refunded"));
      RefundDecision decision =
          Refunds.of(application.getBean(WechatPay.class))
              .refundDecisively(
                  RefundRequest.ofOrder("ORDER-1")
                      .outRefundNo("REFUND-1")
                      .refund(100)
                      .total(100)
                      .build());
      assertThat(decision).isInstanceOf(RefundDecision.Refunded.class);
      assertThat(simulator.notices().about("REFUND-1").get(0).deliver().isAccepted()).isTrue();
      assertThat(shop.state("REFUND-1")).containsExactly("SUCCESS");
    }
  }

  private static String url(ConfigurableApplicationContext application, String path) {
    return "http://127.0.0.1:"
        + application.getEnvironment().getRequiredProperty("local.server.port")
        + path;
  }
}
