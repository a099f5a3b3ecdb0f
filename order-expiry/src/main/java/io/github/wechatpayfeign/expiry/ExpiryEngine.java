package io.github.wechatpayfeign.expiry;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The workers of one process: an engine of its own with a table of its own, so that no other engine
 * sees these rows, and none of its parts is visible to the application.
 */
final class ExpiryEngine implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration CLOCK_INTERVAL = Duration.ofMinutes(1);

  /** What a call that is under way at the deadline of a decisive close may take beyond it. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final OrderExpiryBuilder settings;
  private final TimerStore timers;
  private final DatabaseClock clock;
  private final RequestLimit limit;
  private final MerchantPause merchant = new MerchantPause();
  private final ScheduledExecutorService housekeeper;
  private final MerchantProbe probe;
  private final Scheduler scheduler;

  /**
   * Creates the workers, and checks the table and the clock of the database.
   *
   * @throws IllegalStateException if the table cannot be used
   * @throws SQLException if the database fails
   */
  ExpiryEngine(
      OrderExpiryBuilder settings, TimerStore timers, Closer closer, ExpiredOrderHandler handler)
      throws SQLException {
    this.settings = settings;
    this.timers = timers;
    Database database =
        timers.begin(
            (table, connection) -> {
              table.check(connection);
              return table.database(connection);
            });
    this.clock = new DatabaseClock(settings.dataSource(), database, System::nanoTime);
    this.limit = new RequestLimit(bucket(), settings.requestsPerSecond(), lot());
    FleetPause fleet = new FleetPause(limit, System::nanoTime);
    this.housekeeper =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "wechatpay-expiry-housekeeper");
              thread.setDaemon(true);
              return thread;
            });
    FailedCloses failedCloses = new FailedCloses(fleet, merchant, this::merchantPaused);
    CountedCloser counted =
        new CountedCloser(closer, limit, settings.requestsPerOrder(), failedCloses);
    this.probe =
        new MerchantProbe(
            counted,
            timers,
            clock,
            failedCloses,
            merchant,
            () -> limit.owe(settings.requestsPerOrder()),
            this::followMerchant);
    TimerWork work =
        new TimerWork(
            counted,
            handler,
            timers,
            settings.policy(),
            limit,
            settings.requestsPerOrder(),
            failedCloses,
            merchant,
            clock,
            new SecureRandom()::nextDouble,
            settings.listener());
    this.scheduler = scheduler(database, work);
  }

  private Bucket bucket() {
    Bucket own = settings.bucket();
    if (own != null) {
      return own;
    }
    long perSecond = settings.requestsPerSecond();
    BucketConfiguration configuration =
        BucketConfiguration.builder()
            .addLimit(
                limit ->
                    limit
                        .capacity(Math.max(settings.requestsPerOrder(), perSecond / 10))
                        .refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build();
    return FleetBuckets.bucket(
        settings.dataSource(), settings.limitTableName(), clock, configuration);
  }

  private long lot() {
    return Math.max(settings.requestsPerOrder(), settings.requestsPerSecond() / 50);
  }

  private Scheduler scheduler(Database database, TimerWork work) {
    AtomicInteger numbers = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            settings.threads(),
            task -> new Thread(task, "wechatpay-expiry-" + numbers.incrementAndGet()));
    var task =
        Tasks.custom(TimerTable.TASK, TimerData.class)
            .onFailure((complete, operations) -> {})
            .onDeadExecution((complete, operations) -> revive(complete.getExecution()))
            .execute(work::execute);
    SchedulerBuilder builder =
        Scheduler.create(database.forEngine(settings.dataSource()), task)
            .tableName(timers.table().name())
            .jdbcCustomization(database.columns())
            .serializer(new TextSerializer())
            .clock(clock)
            .schedulerName(new SchedulerName.Fixed(name()))
            .threads(settings.threads())
            .executorService(threads)
            .pollingInterval(settings.pollInterval())
            .heartbeatInterval(settings.policy().heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .failureLogging(LogLevel.OFF, false)
            .shutdownMaxWait(settings.policy().deadline().plus(MARGIN));
    // Half of the threads must be idle before more is fetched, and no row waits for a thread.
    return (database.skipsLocked()
            ? builder.pollUsingLockAndFetch(0.5, 1.0)
            : builder.pollUsingFetch(0.5, 1.0))
        .build();
  }

  /** Tells processes apart in the column picked_by. */
  private static String name() {
    String random = UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    return "wechatpay-" + ProcessHandle.current().pid() + "-" + random;
  }

  void start() {
    var unusedClock =
        housekeeper.scheduleWithFixedDelay(
            this::measureClock,
            CLOCK_INTERVAL.toMillis(),
            CLOCK_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
    var unusedProbe =
        housekeeper.scheduleWithFixedDelay(
            () -> probe.run(true),
            settings.policy().probeInterval().toMillis(),
            settings.policy().probeInterval().toMillis(),
            TimeUnit.MILLISECONDS);
    scheduler.start();
  }

  private void measureClock() {
    try {
      clock.measure();
    } catch (SQLException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "The time of the database cannot be read; the last one goes on", e);
    }
  }

  private void revive(Execution execution) {
    String outTradeNo = execution.taskInstance.getId();
    Instant now = clock.now();
    boolean revived =
        timers.begin(
            "take a timer from a dead worker",
            (table, connection) ->
                table.lockIfFree(connection, outTradeNo, execution.version)
                    && table.release(connection, outTradeNo, execution.version, now));
    if (revived) {
      settings.listener().revived(outTradeNo);
    }
  }

  private void merchantPaused() {
    followMerchant();
    housekeeper.execute(() -> probe.run(false));
  }

  /** Whichever of two changes comes here last finds the newest state of the merchant. */
  private synchronized void followMerchant() {
    if (merchant.isOn()) {
      scheduler.pause();
    } else {
      scheduler.resume();
    }
  }

  /** Returns why this process closes no orders; empty if it does. */
  Optional<String> pauseReason() {
    return merchant.reason();
  }

  int running() {
    return scheduler.getCurrentlyExecuting().size();
  }

  @Override
  public void close() {
    limit.stop();
    scheduler.stop();
    housekeeper.shutdownNow();
  }
}
