package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Gateway;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the page about orders that expire shows works as it is written. */
class ExpirySnippetsTest {

  @Test
  void closesOneOrderAndDeliversTheOther() throws Exception {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = Gateway.of(simulator).client().build();
        Shop shop = Shop.create(Database.H2)) {
      Transactions transactions = Transactions.of(shop.dataSource());
      simulator.createOrder("ORDER-1");
      simulator.createOrder("ORDER-2");
      try (OrderExpiry expiry = ExpirySnippets.start(shop.dataSource(), transactions, wechatPay)) {
        ExpirySnippets.place(transactions, expiry, "ORDER-1", Instant.now().minusSeconds(10));
        ExpirySnippets.place(transactions, expiry, "ORDER-2", Instant.now().plusSeconds(600));
        assertThat(ExpirySnippets.paid(transactions, expiry, "ORDER-2")).isTrue();
        assertThat(ExpirySnippets.paid(transactions, expiry, "ORDER-2")).isFalse();

        Await.until(
            "ORDER-1 released",
            Duration.ofSeconds(20),
            () ->
                shop.count(
                        "select count(*) from orders where no = 'ORDER-1' and state = 'RELEASED'")
                    == 1);
      }
      assertThat(shop.count("select count(*) from orders where state = 'DELIVERED'")).isEqualTo(1);
      assertThat(ExpirySnippets.patient().grace()).isEqualTo(Duration.ofSeconds(30));
    }
  }

  @Test
  void placesAnOrderAndItsTimerWithTheSameMoment() throws Exception {
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay = Gateway.of(simulator).client().build();
        Shop shop = Shop.create(Database.H2)) {
      Transactions transactions = Transactions.of(shop.dataSource());
      Prepay prepay = Prepay.of(wechatPay, simulator.appid());
      Instant timeExpire = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1800);
      try (OrderExpiry expiry = ExpirySnippets.start(shop.dataSource(), transactions, wechatPay)) {
        assertThat(ExpirySnippets.prepay(transactions, expiry, prepay, "ORDER-3", timeExpire))
            .isEqualTo(simulator.book().credential("ORDER-3").orElseThrow());

        assertThat(simulator.book().timeExpire("ORDER-3")).contains(timeExpire);
        assertThat(ExpirySnippets.paid(transactions, expiry, "ORDER-3")).isTrue();
      }
    }
  }
}
