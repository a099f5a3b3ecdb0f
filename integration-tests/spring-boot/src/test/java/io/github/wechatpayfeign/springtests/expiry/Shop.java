package io.github.wechatpayfeign.springtests.expiry;

import io.github.wechatpayfeign.expiry.OrderExpiry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.transaction.annotation.Transactional;

/** Places orders in the three usual ways, each with its timer in one transaction. */
class Shop {

  /** How an order is written. */
  enum Way {
    JDBC,
    MYBATIS,
    JPA
  }

  private final OrderExpiry expiry;
  private final JdbcTemplate jdbc;
  private final OrderMapper mapper;
  private final ObjectProvider<EntityManagerFactory> entities;

  Shop(
      OrderExpiry expiry,
      JdbcTemplate jdbc,
      OrderMapper mapper,
      ObjectProvider<EntityManagerFactory> entities) {
    this.expiry = expiry;
    this.jdbc = jdbc;
    this.mapper = mapper;
    this.entities = entities;
  }

  /** Places an order, and throws at the end if it shall not be placed after all. */
  @Transactional
  public void place(Way way, String no, Instant timeExpire, boolean fails) {
    switch (way) {
      case JDBC -> jdbc.update("insert into orders (no, state) values (?, 'OPEN')", no);
      case MYBATIS -> mapper.insert(no);
      case JPA -> entityManager(entities.getObject()).persist(new OrderRow(no));
    }
    expiry.closeAt(no, timeExpire);
    if (fails) {
      throw new IllegalStateException("The order is not placed after all");
    }
  }

  /** Returns the entity manager of the transaction that the thread is in. */
  static EntityManager entityManager(EntityManagerFactory entities) {
    return Objects.requireNonNull(
        EntityManagerFactoryUtils.getTransactionalEntityManager(entities));
  }

  /** Takes the notification of a payment. */
  @Transactional
  public boolean paid(String no) {
    if (expiry.settle(no)) {
      settle(jdbc, no, "NOTIFIED");
      return true;
    }
    return false;
  }

  static void settle(JdbcTemplate jdbc, String no, String state) {
    jdbc.update("update orders set state = ? where no = ?", state, no);
  }

  /** Returns the state of an order; empty if there is none. */
  public List<String> state(String no) {
    return jdbc.queryForList("select state from orders where no = ?", String.class, no);
  }
}
