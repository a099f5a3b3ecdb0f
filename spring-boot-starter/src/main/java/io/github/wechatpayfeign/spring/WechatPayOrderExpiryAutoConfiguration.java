package io.github.wechatpayfeign.spring;

import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.expiry.Closer;
import io.github.wechatpayfeign.expiry.ExpiredOrderHandler;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.OrderExpiryBuilder;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.spring.OrderExpiryProperties.NotFound;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Closes orders that were not paid in time, if the application has an {@link ExpiredOrderHandler}:
 * an {@link OrderExpiry} on its data source, in the transactions of its transaction manager. A
 * {@link Closer} bean replaces the {@link WechatPay} of the application's merchant; {@link
 * ExpiryPolicy}, {@link ExpiryListener} and {@link Transactions} beans are used too, and a {@link
 * Bucket} bean if it is named {@code wechatPayExpiryBucket}.
 *
 * <p>The engine's scheduler is no bean: an application may have one for tasks of its own.
 */
@AutoConfiguration(
    after = WechatPayAutoConfiguration.class,
    // The same classes in Spring Boot 3 and 4. By name, because they moved to other packages.
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
      "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration"
    })
@ConditionalOnClass({OrderExpiry.class, DataSourceUtils.class, PlatformTransactionManager.class})
@ConditionalOnProperty(
    prefix = "wechatpay",
    name = {"enabled", "order-expiry.enabled"},
    havingValue = "true",
    matchIfMissing = true)
@ConditionalOnSingleCandidate(DataSource.class)
@Conditional(WechatPayOrderExpiryAutoConfiguration.SettlesOrSchedules.class)
@EnableConfigurationProperties(OrderExpiryProperties.class)
final class WechatPayOrderExpiryAutoConfiguration {

  private static final PropertyCheck CHECK = new PropertyCheck("wechatpay.order-expiry");

  /** There is a handler, or the process has no workers, which need one. */
  static final class SettlesOrSchedules extends AnyNestedCondition {

    SettlesOrSchedules() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnBean(ExpiredOrderHandler.class)
    static final class Settles {}

    @ConditionalOnProperty(
        prefix = "wechatpay.order-expiry",
        name = "workers",
        havingValue = "false")
    static final class Schedules {}
  }

  @Bean(BeanNames.EXPIRY_REQUESTS)
  CallListener wechatPayExpiryRequests() {
    return OrderExpiry.requestCounter();
  }

  /**
   * Comes after Flyway, Liquibase and the application's own scripts, which may create the tables.
   */
  @Bean(BeanNames.EXPIRY_SCHEMA)
  @DependsOnDatabaseInitialization
  ExpirySchema wechatPayExpirySchema(DataSource dataSource, OrderExpiryProperties properties) {
    DataSource target = SpringTransactions.target(dataSource);
    name(OrderExpiry.builder(target, Transactions.of(target)), properties);
    ExpirySchema schema = new ExpirySchema(target, properties);
    schema.initialize();
    return schema;
  }

  @Bean(BeanNames.EXPIRY)
  @ConditionalOnMissingBean
  OrderExpiry wechatPayOrderExpiry(
      DataSource dataSource,
      OrderExpiryProperties properties,
      ExpirySchema schema,
      ListableBeanFactory beans,
      ObjectProvider<Transactions> transactions,
      ObjectProvider<PlatformTransactionManager> managers,
      ObjectProvider<WechatPay> wechatPay,
      ObjectProvider<Closer> closer,
      ObjectProvider<ExpiredOrderHandler> handler,
      ObjectProvider<ExpiryPolicy> policy,
      ObjectProvider<ExpiryListener> listeners,
      @Qualifier("wechatPayExpiryBucket") ObjectProvider<Bucket> bucket) {
    OrderExpiryBuilder builder =
        OrderExpiry.builder(
            SpringTransactions.target(dataSource),
            transactions.getIfAvailable(
                () -> SpringTransactions.of(dataSource, byName(beans, managers.getIfUnique()))));
    configure(builder, properties);
    builder.policy(policy(properties, policy.getIfAvailable(ExpiryPolicy::standard)));
    builder.listener(new ExpiryListeners(listeners.orderedStream().toList()));
    handler.ifAvailable(builder::handler);
    bucket.ifAvailable(builder::bucket);
    close(builder, properties, closer.getIfAvailable(), wechatPay.getIfUnique());
    return builder.build();
  }

  /** Returns the transaction managers, first the one that is injected by its type. */
  private static Map<String, PlatformTransactionManager> byName(
      ListableBeanFactory beans, @Nullable PlatformTransactionManager preferred) {
    Map<String, PlatformTransactionManager> all =
        BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, PlatformTransactionManager.class);
    Map<String, PlatformTransactionManager> sorted = new LinkedHashMap<>();
    all.forEach(
        (name, manager) -> {
          if (manager == preferred) {
            sorted.put(name, manager);
          }
        });
    sorted.putAll(all);
    return sorted;
  }

  private static void configure(OrderExpiryBuilder builder, OrderExpiryProperties properties) {
    CHECK.set(
        "requests-per-second",
        properties.requestsPerSecond(),
        Phrase.of("1 to 100000, such as 100"),
        builder::requestsPerSecond);
    CHECK.set(
        "threads", properties.threads(), Phrase.of("1 to 1000, such as 32"), builder::threads);
    CHECK.set(
        "poll-interval",
        properties.pollInterval(),
        Phrase.of("a duration of 10 ms to 1 minute, such as 1s"),
        builder::pollInterval);
    name(builder, properties);
  }

  private static void name(OrderExpiryBuilder builder, OrderExpiryProperties properties) {
    var unused =
        CHECK.check(
            "timer-table, wechatpay.order-expiry.limit-table",
            Phrase.of("names of tables, such as wechatpay_order_expiry and wechatpay_rate_limit"),
            () -> builder.tables(properties.timerTable(), properties.limitTable()));
  }

  private static ExpiryPolicy policy(OrderExpiryProperties properties, ExpiryPolicy base) {
    Duration grace = Objects.requireNonNullElse(properties.grace(), base.grace());
    Duration deadline = Objects.requireNonNullElse(properties.deadline(), base.deadline());
    ExpiryPolicy first =
        CHECK.check(
            "grace",
            Phrase.of("a duration of 0 to 1 hour, such as 5s"),
            () -> base.withGrace(grace));
    ExpiryPolicy second =
        CHECK.check(
            "deadline",
            Phrase.of("a duration of 100 ms to 1 minute, such as 10s"),
            () -> first.withDeadline(deadline));
    return properties.notFound() == NotFound.PARK ? second.parkingNotFound() : second;
  }

  private static void close(
      OrderExpiryBuilder builder,
      OrderExpiryProperties properties,
      @Nullable Closer closer,
      @Nullable WechatPay wechatPay) {
    if (closer != null) {
      builder.closer(closer);
    } else if (wechatPay != null) {
      builder.wechatPay(wechatPay);
    } else if (properties.workers()) {
      throw CHECK.wrong(
          "workers",
          Phrase.of(
              "No merchant can close the expired orders: there is no WechatPay bean that is injected by"
                  + " its type, and no Closer bean"),
          Phrase.of(
              "false, or set the properties of the merchant, such as wechatpay.mchid, or declare a"
                  + " Closer bean"));
    }
  }

  /** The workers of this process. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(
      prefix = "wechatpay.order-expiry",
      name = "workers",
      havingValue = "true",
      matchIfMissing = true)
  static final class Workers {

    @Bean(BeanNames.EXPIRY_WORKERS)
    ExpiryWorkers wechatPayExpiryWorkers(OrderExpiry expiry, ExpirySchema schema) {
      return new ExpiryWorkers(expiry, schema);
    }
  }
}
