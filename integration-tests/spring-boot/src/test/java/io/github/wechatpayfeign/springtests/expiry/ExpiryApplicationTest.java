package io.github.wechatpayfeign.springtests.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.github.wechatpayfeign.expiry.ExpiredOrderHandler;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.springtests.expiry.Shop.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;

/** Orders expire in applications with JdbcTemplate, MyBatis and JPA, on a real database. */
@ExtendWith(OutputCaptureExtension.class)
class ExpiryApplicationTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  /** The names of Spring Boot 3 and 4. */
  private static final String WITHOUT_JPA =
      "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration,"
          + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration";

  /** The transaction manager is that of JPA. */
  private static final ConfigurableApplicationContext JPA =
      start("", ExpiryApplication.class, OwnScheduler.class);

  /** The transaction manager is that of JDBC. */
  private static final ConfigurableApplicationContext JDBC =
      start(WITHOUT_JPA, ExpiryApplication.class);

  static {
    createOrders(JDBC);
  }

  @AfterAll
  static void stop() {
    JPA.close();
    JDBC.close();
  }

  private static ConfigurableApplicationContext start(
      String excluded, List<String> arguments, Class<?>... sources) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.autoconfigure.exclude=" + excluded,
                "--spring.data.jpa.repositories.enabled=false",
                "--spring.datasource.generate-unique-name=true",
                "--management.endpoints.web.exposure.include=*",
                "--wechatpay.order-expiry.grace=0s",
                "--wechatpay.order-expiry.poll-interval=20ms",
                "--wechatpay.order-expiry.threads=4"));
    all.addAll(arguments);
    return new SpringApplicationBuilder(sources).run(all.toArray(String[]::new));
  }

  private static ConfigurableApplicationContext start(String excluded, Class<?>... sources) {
    return start(excluded, List.of(), sources);
  }

  private static void createOrders(ConfigurableApplicationContext application) {
    application
        .getBean(JdbcTemplate.class)
        .execute("create table orders (no varchar(32) primary key, state varchar(20))");
  }

  private static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static String get(String path) {
    String port = JPA.getEnvironment().getRequiredProperty("local.server.port");
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"JPA, JPA", "JPA, MYBATIS", "JPA, JDBC", "JDBC, MYBATIS", "JDBC, JDBC"})
  void takePartInTheTransactionOfTheirOrder(String manager, Way way) {
    ConfigurableApplicationContext application = manager.equals("JPA") ? JPA : JDBC;
    Shop shop = application.getBean(Shop.class);
    WechatPaySimulator simulator = application.getBean(WechatPaySimulator.class);
    String kept = "KEPT-" + manager + "-" + way;
    String dropped = "DROPPED-" + manager + "-" + way;
    String expired = "EXPIRED-" + manager + "-" + way;

    shop.place(way, kept, LATER, false);
    assertThatThrownBy(() -> shop.place(way, dropped, LATER, true))
        .hasMessageContaining("not placed after all");
    simulator.createOrder(expired);
    shop.place(way, expired, Instant.now(), false);

    until(() -> shop.state(expired).contains("CLOSED"));
    assertThat(simulator.state(expired)).contains(OrderState.CLOSED);
    assertThat(shop.state(kept)).containsExactly("OPEN");
    assertThat(shop.state(dropped)).isEmpty();
    assertThat(shop.paid(dropped)).isFalse();
    assertThat(shop.paid(kept)).isTrue();
    assertThat(shop.paid(kept)).isFalse();
    assertThat(shop.state(kept)).containsExactly("NOTIFIED");
  }

  @Test
  void needATransaction() {
    for (ConfigurableApplicationContext application : List.of(JPA, JDBC)) {
      OrderExpiry expiry = application.getBean(OrderExpiry.class);
      assertThatThrownBy(() -> expiry.closeAt("ORDER-1", LATER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("@Transactional");
    }
  }

  @Test
  void areShownToAnOperator() {
    Shop shop = JPA.getBean(Shop.class);
    shop.place(Way.JPA, "ORDER-SHOWN", LATER, false);
    JPA.getBean(WechatPaySimulator.class).createOrder("ORDER-DONE");
    shop.place(Way.JPA, "ORDER-DONE", Instant.now(), false);
    until(() -> shop.state("ORDER-DONE").contains("CLOSED"));

    assertThat(get("health"))
        .contains("\"wechatPayExpiry\":{", "\"oldestDue\":\"PT0S\"")
        .doesNotContain("DOWN");
    assertThat(get("wechatpayexpiry"))
        .startsWith("{\"progress\":{\"waiting\":")
        .contains("\"parked\":[]")
        .doesNotContain("ORDER-", "BEGIN");
    until(() -> get("prometheus").contains("wechatpay_expiry_settled_total{kind=\"CLOSED\"}"));
    assertThat(get("prometheus"))
        .contains("wechatpay_expiry_due", "wechatpay_expiry_late_seconds_count")
        .doesNotContain("ORDER-");
  }

  /** JPA sends the changes of the handler to the database only at the commit. */
  @Test
  void areTriedAgainIfTheCommitRefusesTheirSettlement(CapturedOutput output) {
    Shop shop = JPA.getBean(Shop.class);
    JPA.getBean(WechatPaySimulator.class).createOrder("TWICE-1");

    shop.place(Way.JPA, "TWICE-1", Instant.now(), false);

    until(
        () ->
            get("prometheus")
                .lines()
                .anyMatch(
                    line ->
                        line.startsWith(
                                "wechatpay_expiry_unsettled_total{reason=\"HANDLER_FAILED\"}")
                            && !line.endsWith(" 0.0")));
    assertThat(shop.state("TWICE-1")).containsExactly("OPEN");
    assertThat(shop.paid("TWICE-1")).isTrue();
    assertThat(output)
        .as("the engine itself logs no failure")
        .doesNotContain("during execution of task with name");
  }

  /** The starters of the engine would make a scheduler of their own; core is enough. */
  @Test
  void needNoStarterOfTheEngine() {
    ClassLoader loader = OrderExpiry.class.getClassLoader();

    assertThat(ClassUtils.isPresent(Scheduler.class.getName(), loader)).isTrue();
    assertThat(
            ClassUtils.isPresent(
                "com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties", loader))
        .isFalse();
  }

  @Test
  void leaveASchedulerOfTheApplicationAlone() {
    assertThat(JPA.getBeansOfType(Scheduler.class)).containsOnlyKeys("ownScheduler");
    assertThat(JPA.getBean(Scheduler.class).getSchedulerState().isStarted()).isFalse();
    assertThat(JDBC.getBeansOfType(Scheduler.class)).isEmpty();
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnScheduler {

    @Bean
    Scheduler ownScheduler(DataSource dataSource) {
      return Scheduler.create(dataSource).build();
    }
  }

  @Test
  void areSettledBeforeThePoolOfConnectionsCloses() throws Exception {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    ConfigurableApplicationContext application =
        start(
            WITHOUT_JPA,
            List.of("--spring.main.web-application-type=none", "--spring.datasource.url=" + url),
            ExpiryApplication.class,
            SlowSettlement.class);
    createOrders(application);
    application.getBean(WechatPaySimulator.class).createOrder("ORDER-1");
    application.getBean(Shop.class).place(Way.JDBC, "ORDER-1", Instant.now(), false);
    assertThat(application.getBean(SlowSettlement.class).begun.await(30, TimeUnit.SECONDS))
        .isTrue();

    application.close();

    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select state from orders")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("CLOSED");
    }
  }

  /** Settles an order only when the application closes. */
  @Configuration(proxyBeanMethods = false)
  static class SlowSettlement implements ApplicationListener<ContextClosedEvent> {

    final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
      closing.countDown();
    }

    @Bean
    @Primary
    ExpiredOrderHandler slowly(JdbcTemplate jdbc) {
      return (order, decision) -> {
        begun.countDown();
        assertThat(closing.await(30, TimeUnit.SECONDS)).isTrue();
        Shop.settle(jdbc, order.outTradeNo(), decision.kind().name());
      };
    }
  }

  @Test
  void areReportedIfTheTransactionManagerIsThatOfAnotherDatabase(CapturedOutput output) {
    assertThatThrownBy(
        () ->
            start(
                WITHOUT_JPA,
                List.of("--spring.main.web-application-type=none"),
                ExpiryApplication.class,
                OtherTransactions.class));

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("otherTransactions", "manages another DataSource");
  }

  @Configuration(proxyBeanMethods = false)
  static class OtherTransactions {

    @Bean
    PlatformTransactionManager otherTransactions() {
      return new DataSourceTransactionManager(
          new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:other"));
    }
  }

  @Test
  void areReportedIfTheirTablesAreMissing(CapturedOutput output) {
    assertThatThrownBy(
        () ->
            start(
                WITHOUT_JPA,
                List.of(
                    "--spring.main.web-application-type=none",
                    "--wechatpay.order-expiry.initialize-schema=never"),
                ExpiryApplication.class));

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("The table wechatpay_order_expiry is missing", "h2.sql");
  }
}
