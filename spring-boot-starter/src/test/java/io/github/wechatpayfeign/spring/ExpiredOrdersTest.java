package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.Bucket;
import io.github.wechatpayfeign.client.observe.CallListener;
import io.github.wechatpayfeign.expiry.Closer;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiredOrderHandler;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryListener.Reason;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.expiry.Transactions;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders that expire in an application with the starter, on a real database. */
class ExpiredOrdersTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final AutoConfigurations TRANSACTIONS =
      AutoConfigurations.of(DataSourceTransactionManagerAutoConfiguration.class);
  private static final String URL = "jdbc:h2:mem:";

  private final List<String> settled = new ArrayList<>();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
  }

  private static HikariDataSource database() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(URL + UUID.randomUUID());
    return pool;
  }

  private static ApplicationContextRunner bare() {
    return Starter.of(SIMULATOR)
        .withConfiguration(
            AutoConfigurations.of(
                WechatPayOrderExpiryAutoConfiguration.class,
                WechatPayMetricsAutoConfiguration.class,
                WechatPayActuatorAutoConfiguration.class))
        .withBean("dataSource", DataSource.class, ExpiredOrdersTest::database)
        .withPropertyValues(
            "wechatpay.order-expiry.grace=0s",
            "wechatpay.order-expiry.poll-interval=20ms",
            "wechatpay.order-expiry.threads=2",
            "management.endpoints.web.exposure.include=*");
  }

  private static ApplicationContextRunner withoutHandler() {
    return bare().withConfiguration(TRANSACTIONS);
  }

  private ApplicationContextRunner application() {
    return withoutHandler()
        .withBean(
            ExpiredOrderHandler.class,
            () ->
                (order, decision) -> {
                  synchronized (settled) {
                    settled.add(order.outTradeNo() + " " + decision.kind());
                  }
                });
  }

  /** An application whose workers do not run. */
  private ApplicationContextRunner scheduling() {
    return application().withPropertyValues("wechatpay.order-expiry.workers=false");
  }

  private static void closeAt(ApplicationContext context, String outTradeNo, Instant timeExpire) {
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            status -> context.getBean(OrderExpiry.class).closeAt(outTradeNo, timeExpire));
  }

  private static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean isSettled(String text) {
    synchronized (settled) {
      return settled.contains(text);
    }
  }

  /** The health indicators of Spring Boot 3 and 4: an application has the classes of one. */
  private static Map<String, Object> health(ApplicationContext context, String status) {
    OrderExpiry expiry = context.getBean(OrderExpiry.class);
    var three =
        new WechatPayActuatorAutoConfiguration.ExpiryHealthOfBoot3()
            .wechatPayExpiryHealthIndicator(expiry)
            .health();
    var four =
        Objects.requireNonNull(
            new WechatPayActuatorAutoConfiguration.ExpiryHealthOfBoot4()
                .wechatPayExpiryHealthIndicator(expiry)
                .health());
    assertThat(three.getStatus().getCode()).isEqualTo(status);
    assertThat(four.getStatus().getCode()).isEqualTo(status);
    return four.getDetails();
  }

  private static WrongPropertyException wrong(AssertableApplicationContext context) {
    assertThat(context).hasFailed();
    Throwable thrown = context.getStartupFailure();
    while (thrown != null && !(thrown instanceof WrongPropertyException)) {
      thrown = thrown.getCause();
    }
    assertThat(thrown).isNotNull();
    return (WrongPropertyException) Objects.requireNonNull(thrown);
  }

  @Test
  void areClosedAndSettledAndMeasured() {
    application()
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              context.getBeansOfType(MeterBinder.class).values().forEach(b -> b.bindTo(meters));
              SIMULATOR.createOrder("ORDER-1");
              closeAt(context, "ORDER-1", Instant.now());

              until(() -> isSettled("ORDER-1 CLOSED"));
              assertThat(SIMULATOR.state("ORDER-1")).contains(OrderState.CLOSED);
              until(() -> meters.find("wechatpay.expiry.settled").counter() != null);
              assertThat(meters.get("wechatpay.expiry.due").gauge().value()).isZero();
              assertThat(health(context, "UP")).containsEntry("due", 0L);
              assertThat(context.getBean("orderExpiry")).isInstanceOf(OrderExpiry.class);
              assertThat(context.getBeansOfType(CallListener.class).values())
                  .contains(OrderExpiry.requestCounter());
              assertThat(context).doesNotHaveBean("scheduler");

              SmartLifecycle workers =
                  context.getBean(BeanNames.EXPIRY_WORKERS, SmartLifecycle.class);
              workers.stop();
              assertThat(workers.isRunning()).isFalse();
              workers.start();
              assertThat(workers.isRunning()).isTrue();
            });
  }

  @Test
  void areThoseOfACloserAndABucketOfTheApplication() {
    Bucket bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(10).refillGreedy(10, Duration.ofSeconds(1)))
            .build();
    List<String> events = new CopyOnWriteArrayList<>();
    application()
        .withBean(
            Closer.class,
            () ->
                order -> {
                  throw new IllegalArgumentException("No such order");
                })
        .withBean("wechatPayExpiryBucket", Bucket.class, () -> bucket)
        .withBean(
            "other",
            Bucket.class,
            () ->
                Bucket.builder()
                    .addLimit(l -> l.capacity(1).refillGreedy(1, Duration.ofDays(1)))
                    .build())
        .withBean(ExpiryPolicy.class, () -> ExpiryPolicy.standard().withHandlerAttempts(3))
        .withBean(
            "broken",
            ExpiryListener.class,
            () ->
                new ExpiryListener() {
                  @Override
                  public void parked(ExpiredOrder order, String reason) {
                    throw new IllegalStateException("broken");
                  }
                })
        .withBean("recorder", ExpiryListener.class, () -> recorder(events))
        .run(
            context -> {
              closeAt(context, "ORDER-1", Instant.now());
              until(() -> !context.getBean(OrderExpiry.class).parked(1).isEmpty());

              until(() -> events.contains("parked No such order"));
              Map<String, Object> shown =
                  context.getBean(WechatPayExpiryEndpoint.class).expiredOrders();
              assertThat(String.valueOf(shown.get("parked")))
                  .contains("outTradeNo=ORDER-1", "reason=No such order");
              assertThat(String.valueOf(shown.get("progress"))).contains("parked=1");
              assertThat(bucket.getAvailableTokens()).isLessThan(11);
            });
  }

  private static ExpiryListener recorder(List<String> events) {
    return new ExpiryListener() {
      @Override
      public void parked(ExpiredOrder order, String reason) {
        events.add("parked " + reason);
      }
    };
  }

  @Test
  void areToldToEveryListener() {
    List<String> events = new ArrayList<>();
    ExpiryListener recorder =
        new ExpiryListener() {
          @Override
          public void postponed(ExpiredOrder order, Reason reason) {
            events.add("postponed " + reason);
          }

          @Override
          public void fenced(ExpiredOrder order) {
            events.add("fenced");
          }

          @Override
          public void revived(String outTradeNo) {
            events.add("revived");
          }

          @Override
          public void waitedForPermits(Duration time) {
            events.add("waited");
          }
        };
    ExpiredOrder order = ExpiredOrder.of("ORDER-1", Instant.EPOCH, 1);
    ExpiryListeners listeners = new ExpiryListeners(List.of(recorder, recorder));

    listeners.postponed(order, Reason.STOPPING);
    listeners.fenced(order);
    listeners.revived("ORDER-1");
    listeners.waitedForPermits(Duration.ZERO);

    assertThat(events)
        .containsExactly(
            "postponed STOPPING",
            "postponed STOPPING",
            "fenced",
            "fenced",
            "revived",
            "revived",
            "waited",
            "waited");
  }

  @Test
  void takePartInTheTransaction() {
    scheduling()
        .run(
            context -> {
              OrderExpiry expiry = context.getBean(OrderExpiry.class);
              TransactionTemplate transaction =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
              Instant later = Instant.now().plusSeconds(3600);

              transaction.executeWithoutResult(
                  status -> {
                    expiry.closeAt("ORDER-1", later);
                    status.setRollbackOnly();
                  });
              assertThat(expiry.progress().waiting()).isZero();

              transaction.executeWithoutResult(status -> expiry.closeAt("ORDER-1", later));
              assertThat(expiry.progress().waiting()).isEqualTo(1);
              assertThat(transaction.<Boolean>execute(status -> expiry.settle("ORDER-1"))).isTrue();
              assertThat(transaction.<Boolean>execute(status -> expiry.settle("ORDER-1")))
                  .isFalse();
            });
  }

  @Test
  void needATransactionOnTheirDatabase() {
    DataSource other = database();
    TransactionTemplate elsewhere =
        new TransactionTemplate(new DataSourceTransactionManager(other));
    scheduling()
        .run(
            context -> {
              OrderExpiry expiry = context.getBean(OrderExpiry.class);
              assertThatThrownBy(() -> expiry.closeAt("ORDER-1", Instant.now()))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("the thread is in none")
                  .hasMessageContaining("@Transactional");
              assertThatThrownBy(
                      () ->
                          elsewhere.executeWithoutResult(
                              status -> expiry.closeAt("ORDER-1", Instant.now())))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("@Transactional(\"transactionManager\")");
            });
  }

  @Test
  void areReportedIfNoTransactionManagerManagesTheirDatabase() {
    bare()
        .withBean("elsewhere", PlatformTransactionManager.class, Unbound::new)
        .withBean(
            "jdbc",
            PlatformTransactionManager.class,
            () -> new DataSourceTransactionManager(database()))
        .withBean("broken", PlatformTransactionManager.class, Broken::new)
        .withBean(ExpiredOrderHandler.class, () -> (order, decision) -> {})
        .run(
            context -> {
              assertThat(context).hasFailed();
              FailureAnalysis analysis =
                  new WrongTransactionManagerAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .contains("elsewhere", "binds no connection")
                  .contains("jdbc", "manages another DataSource")
                  .contains("broken", "No broker");
              assertThat(analysis.getAction()).contains("JpaTransactionManager", "@Primary");
            });
    assertThat(new WrongTransactionManagerException(List.of()))
        .hasMessageContaining("there is none");
  }

  /** A manager of something that is no database, such as a message broker. */
  private static class Unbound implements PlatformTransactionManager {

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
      return new SimpleTransactionStatus();
    }

    @Override
    public void commit(TransactionStatus status) {}

    @Override
    public void rollback(TransactionStatus status) {}
  }

  private static final class Broken extends Unbound {

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
      throw new CannotCreateTransactionException("No broker");
    }
  }

  /** A manager that hides which data source it manages, as that of JPA does. */
  private record Hidden(PlatformTransactionManager manager) implements PlatformTransactionManager {

    @Override
    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
      return manager.getTransaction(definition);
    }

    @Override
    public void commit(TransactionStatus status) {
      manager.commit(status);
    }

    @Override
    public void rollback(TransactionStatus status) {
      manager.rollback(status);
    }
  }

  @Test
  void useTheTransactionManagerThatManagesTheirDatabase() throws SQLException {
    HikariDataSource database = database();
    PlatformTransactionManager hidden = new Hidden(new DataSourceTransactionManager(database));
    Transactions transactions =
        SpringTransactions.of(
            new TransactionAwareDataSourceProxy(database),
            Map.of("elsewhere", new Unbound(), "hidden", hidden));
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute("create table changes (id int)");

    assertThatThrownBy(
            () ->
                transactions.begin(
                    connection -> {
                      jdbc.update("insert into changes values (1)");
                      throw new SQLException("checked");
                    }))
        .isInstanceOf(SQLException.class)
        .hasMessage("checked");
    assertThat(jdbc.queryForObject("select count(*) from changes", Integer.class)).isZero();

    assertThat(
            transactions.<Boolean>begin(
                connection -> transactions.<Boolean>join(Connection::isClosed)))
        .isFalse();
    database.close();
    assertThatThrownBy(() -> transactions.begin(Connection::isClosed))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("No transaction can be begun");
  }

  @Test
  void areNotThereWithoutAHandlerUnlessTheProcessOnlySchedules() {
    withoutHandler()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(OrderExpiry.class));
    withoutHandler()
        .withPropertyValues("wechatpay.order-expiry.workers=false")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(OrderExpiry.class)
                    .doesNotHaveBean(ExpiryWorkers.class));
    application()
        .withPropertyValues("wechatpay.order-expiry.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(OrderExpiry.class));
  }

  @Test
  void needAMerchantToBeClosed() {
    WrongPropertyException[] found = new WrongPropertyException[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WechatPayOrderExpiryAutoConfiguration.class))
        .withBean("dataSource", DataSource.class, ExpiredOrdersTest::database)
        .withConfiguration(TRANSACTIONS)
        .withBean(ExpiredOrderHandler.class, () -> (order, decision) -> {})
        .run(context -> found[0] = wrong(context));
    assertThat(found[0]).hasMessageContaining("No merchant can close the expired orders");
    assertThat(found[0].remedy()).contains("Closer bean", "wechatpay.mchid");
  }

  @Test
  void areUnhealthyIfTheyAreLateOrTheDatabaseFails() {
    scheduling()
        .run(
            context -> {
              closeAt(context, "ORDER-1", Instant.now().minus(Duration.ofMinutes(14)));
              health(context, "UP");
              closeAt(context, "ORDER-2", Instant.now().minus(Duration.ofMinutes(16)));
              assertThat(health(context, "DOWN")).containsEntry("due", 2L);

              context.getBean(HikariDataSource.class).close();
              assertThat(health(context, "DOWN")).containsKey("error");
            });
  }

  @Test
  void areUnhealthyIfTheMerchantIsPaused() {
    application()
        .withPropertyValues(
            "wechatpay.private-key=" + SIMULATOR.addMerchant("1900000333").privateKeyPem())
        .run(
            context -> {
              SIMULATOR.createOrder("ORDER-1");
              closeAt(context, "ORDER-1", Instant.now());
              OrderExpiry expiry = context.getBean(OrderExpiry.class);
              until(() -> expiry.progress().pauseReason().isPresent());

              assertThat(health(context, "DOWN")).containsKey("pauseReason");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "requests-per-second, 0",
    "threads, 0",
    "poll-interval, 1ms",
    "grace, 2h",
    "deadline, 2h",
    "timer-table, a b"
  })
  void areRefusedWithAWrongProperty(String name, String value) {
    scheduling()
        .withPropertyValues("wechatpay.order-expiry." + name + "=" + value)
        .run(
            context ->
                assertThat(wrong(context)).hasMessageContaining("wechatpay.order-expiry." + name));
  }

  @Test
  void needTheirTables() {
    application()
        .withPropertyValues("wechatpay.order-expiry.initialize-schema=never")
        .run(
            context -> {
              WrongPropertyException wrong = wrong(context);
              assertThat(wrong).hasMessageContaining("The table wechatpay_order_expiry is missing");
              assertThat(wrong.remedy())
                  .contains("always", "io/github/wechatpayfeign/expiry/h2.sql");
            });
  }

  @Test
  void haveTablesOfOtherNames() {
    HikariDataSource pool = database();
    pool.setAutoCommit(false);
    bare()
        .withAllowBeanDefinitionOverriding(true)
        .withBean("dataSource", DataSource.class, () -> pool)
        .withConfiguration(TRANSACTIONS)
        .withBean(ExpiredOrderHandler.class, () -> (order, decision) -> {})
        .withPropertyValues(
            "wechatpay.order-expiry.initialize-schema=always",
            "wechatpay.order-expiry.not-found=park",
            "wechatpay.order-expiry.timer-table=public.shop_timers",
            "wechatpay.order-expiry.limit-table=public.shop_limit")
        .run(
            context -> {
              closeAt(context, "ORDER-1", Instant.now().plusSeconds(3600));
              JdbcTemplate jdbc = new JdbcTemplate(pool);
              assertThat(jdbc.queryForList("select id from public.shop_limit")).hasSize(1);
              assertThat(jdbc.queryForList("select task_instance from public.shop_timers"))
                  .hasSize(1);
            });
  }

  private static ExpirySchema schema(DataSource database, String... properties) {
    return new ExpirySchema(
        database,
        new Binder(
                new MapConfigurationPropertySource(
                    Stream.of(properties)
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(each -> "expiry." + each[0], each -> each[1]))))
            .bindOrCreate("expiry", OrderExpiryProperties.class));
  }

  @Test
  void keepTablesThatAreThere() {
    HikariDataSource database = database();
    ExpirySchema schema = schema(database);
    schema.initialize();
    new JdbcTemplate(database).execute("insert into wechatpay_rate_limit (id) values (7)");

    schema.initialize();
    schema.require();

    assertThat(
            new JdbcTemplate(database)
                .queryForObject("select id from wechatpay_rate_limit", Integer.class))
        .isEqualTo(7);
  }

  @Test
  void useATableOfTheLimitThatIsThere() {
    HikariDataSource database = database();
    new JdbcTemplate(database)
        .execute("create table wechatpay_rate_limit (id bigint primary key, state varbinary)");
    ExpirySchema schema = schema(database);

    schema.initialize();
    schema.require();
  }

  @Test
  void needBothTables() {
    HikariDataSource database = database();
    ExpirySchema schema = schema(database);
    schema.initialize();
    new JdbcTemplate(database).execute("drop table wechatpay_rate_limit");

    assertThatThrownBy(schema::require)
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageContaining("The table wechatpay_rate_limit is missing");
  }

  @Test
  void haveNoTablesInADatabaseThatIsNotEmbeddedUnlessToldTo(@TempDir Path folder) {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl("jdbc:h2:file:" + folder.resolve("shop"));

    schema(database).initialize();
    assertThatThrownBy(schema(database)::require).hasMessageContaining("is missing");
    schema(database, "initialize-schema=always").initialize();
    schema(database).require();
    database.close();
  }

  @Test
  void tellThatTheirTablesCannotBeCreated() {
    HikariDataSource broken = database();
    new JdbcTemplate(broken).execute("create table other (id bigint)");
    new JdbcTemplate(broken).execute("create index wechatpay_order_expiry_due on other (id)");
    assertThatThrownBy(schema(broken)::initialize)
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("wechatpay_order_expiry_due");

    HikariDataSource closed = database();
    closed.close();
    assertThatThrownBy(schema(closed)::initialize)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be created");
    assertThatThrownBy(schema(closed)::require)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot be read");
  }
}
