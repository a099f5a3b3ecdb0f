package io.github.wechatpayfeign.springtests.expiry;

import io.github.wechatpayfeign.expiry.ExpiredOrderHandler;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.spring.WithWechatPaySimulator;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A shop whose orders are closed when their time is over. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@WithWechatPaySimulator
class ExpiryApplication {

  @Bean
  Shop shop(
      OrderExpiry expiry,
      JdbcTemplate jdbc,
      OrderMapper mapper,
      ObjectProvider<EntityManagerFactory> entities) {
    return new Shop(expiry, jdbc, mapper, entities);
  }

  /** Settles an order, and tries to insert it once more if its number says so. */
  @Bean
  ExpiredOrderHandler expiredOrders(
      JdbcTemplate jdbc, ObjectProvider<EntityManagerFactory> entities) {
    return (order, decision) -> {
      Shop.settle(jdbc, order.outTradeNo(), decision.kind().name());
      if (order.outTradeNo().startsWith("TWICE-")) {
        Shop.entityManager(entities.getObject()).persist(new OrderRow(order.outTradeNo()));
      }
    };
  }
}
