package io.github.wechatpayfeign.expiry;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.expiry.ExpiryListener.Reason;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * One try to settle one order, on a thread of the engine. It waits for permits, closes the order
 * decisively, and settles it in one transaction that first deletes the timer. The row's version is
 * the fence: a worker that stood still until its lease was over deletes nothing, so what the
 * handler would have done never happens.
 *
 * <p>All changes of the row are made here and not by the engine, whose own operations would commit
 * in the middle of the handler's transaction.
 */
final class TimerWork {

  private static final System.Logger LOGGER = System.getLogger(OrderExpiry.class.getName());

  /** Data that only a newer version can read waits for a process that has it. */
  private static final Duration UNKNOWN_DATA_DELAY = Duration.ofMinutes(5);

  /** The row is changed already, or is left to be taken from this worker. */
  private static final CompletionHandler<TimerData> DONE = (complete, operations) -> {};

  private final CountedCloser closer;
  private final ExpiredOrderHandler handler;
  private final TimerStore timers;
  private final ExpiryPolicy policy;
  private final RequestLimit limit;
  private final int requestsPerOrder;
  private final FailedCloses failedCloses;
  private final MerchantPause merchant;
  private final DatabaseClock clock;
  private final DoubleSupplier random;
  private final ExpiryListener listener;

  TimerWork(
      CountedCloser closer,
      ExpiredOrderHandler handler,
      TimerStore timers,
      ExpiryPolicy policy,
      RequestLimit limit,
      int requestsPerOrder,
      FailedCloses failedCloses,
      MerchantPause merchant,
      DatabaseClock clock,
      DoubleSupplier random,
      ExpiryListener listener) {
    this.closer = closer;
    this.handler = handler;
    this.timers = timers;
    this.policy = policy;
    this.limit = limit;
    this.requestsPerOrder = requestsPerOrder;
    this.failedCloses = failedCloses;
    this.merchant = merchant;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  /** A timer that this worker has picked: its row has this version as long as that is so. */
  private record Picked(ExpiredOrder order, TimerData data, long version) {

    String outTradeNo() {
      return order.outTradeNo();
    }
  }

  CompletionHandler<TimerData> execute(TaskInstance<TimerData> timer, ExecutionContext context) {
    TimerData data = timer.getData().tried();
    Picked picked =
        new Picked(
            ExpiredOrder.of(timer.getId(), data.timeExpire(), data.attempt()),
            data,
            context.getExecution().version);
    try {
      if (timer.getData().isUnknown()) {
        LOGGER.log(
            Level.WARNING,
            "The data of the timer of {0} has an unknown form; a newer version has to read it",
            timer.getId());
        release(picked, UNKNOWN_DATA_DELAY);
      } else {
        work(picked);
      }
    } catch (SQLException | RuntimeException e) {
      // The lease ends soon, and the timer is taken from this worker.
      LOGGER.log(
          Level.WARNING, "The timer of " + timer.getId() + " stays as it is for a minute", e);
    }
    return DONE;
  }

  private void work(Picked picked) throws SQLException {
    if (merchant.isOn()) {
      letGo(picked, Reason.MERCHANT_PAUSED);
    } else if (!permitted()) {
      letGo(picked, Reason.STOPPING);
    } else {
      close(picked);
    }
  }

  private boolean permitted() {
    long start = System.nanoTime();
    try {
      return limit.take(requestsPerOrder);
    } catch (InterruptedException e) {
      return false;
    } finally {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      inform(() -> listener.waitedForPermits(waited));
    }
  }

  private void close(Picked picked) throws SQLException {
    CloseDecision decision;
    try {
      decision = closer.close(picked.order());
    } catch (RuntimeException | Error failure) {
      closeFailed(picked, failure);
      return;
    }
    if (failedCloses.judge(decision) == FailedCloses.Verdict.MERCHANT) {
      merchantFailed(picked);
      return;
    }
    switch (decision.kind()) {
      case UNSETTLED -> unsettled(picked, (Unsettled) decision);
      case NOT_FOUND -> notFound(picked, decision);
      default -> settle(picked, decision);
    }
  }

  private void unsettled(Picked picked, Unsettled decision) throws SQLException {
    Duration delay =
        jittered(longer(decision.askAgainAfter(), policy.delayAfter(picked.data().attempt())));
    postpone(picked, picked.data().notFound(null), delay, Reason.UNSETTLED);
  }

  private void closeFailed(Picked picked, Throwable failure) throws SQLException {
    if (failure instanceof Error) {
      // Without its stack trace: it may be the same for a million orders.
      LOGGER.log(Level.WARNING, "The close of {0} failed: {1}", picked.outTradeNo(), failure);
    }
    switch (failedCloses.judge(picked.outTradeNo(), failure)) {
      case MERCHANT -> merchantFailed(picked);
      case ORDER -> park(picked, picked.data(), String.valueOf(failure.getMessage()));
      case NEITHER ->
          postpone(
              picked,
              picked.data(),
              jittered(policy.delayAfter(picked.data().attempt())),
              Reason.CLOSE_FAILED);
    }
  }

  /**
   * Lets the order go. If its close began the pause, the order itself may be the reason: then it
   * fails again when the merchant is fine, and is parked at last.
   */
  private void merchantFailed(Picked picked) throws SQLException {
    if (merchant.outTradeNo().filter(picked.outTradeNo()::equals).isEmpty()) {
      letGo(picked, Reason.MERCHANT_PAUSED);
      return;
    }
    TimerData failed = picked.data().failed();
    if (failed.failures() >= policy.handlerAttempts()) {
      park(picked, failed, merchant.reason().orElse("The merchant cannot close this order"));
    } else {
      postpone(picked, failed, policy.probeInterval(), Reason.MERCHANT_PAUSED);
    }
  }

  private void notFound(Picked picked, CloseDecision decision) throws SQLException {
    Instant now = clock.now();
    Instant first = picked.data().notFoundAt();
    if (first == null || now.isBefore(first.plus(policy.notFoundDelay()))) {
      TimerData data = picked.data().notFound(first == null ? now : first);
      postpone(picked, data, policy.notFoundDelay(), Reason.NOT_FOUND);
    } else if (policy.settlesNotFound()) {
      settle(picked, decision);
    } else {
      park(picked, picked.data(), "WeChat Pay does not know this order");
    }
  }

  /** Deletes the timer first and calls the handler then: both happen, or neither. */
  private void settle(Picked picked, CloseDecision decision) throws SQLException {
    clearInterrupt();
    boolean mine;
    try {
      mine =
          timers.begin(
              (table, connection) -> {
                if (!table.delete(connection, picked.outTradeNo(), picked.version())) {
                  return false;
                }
                handle(picked.order(), decision);
                return true;
              });
    } catch (HandlerFailure failure) {
      handlerFailed(picked, failure.cause);
      return;
    } catch (RuntimeException failure) {
      // What the handler left to the commit, such as the changes of JPA's entities, failed there.
      handlerFailed(picked, failure);
      return;
    }
    if (mine) {
      Duration late = Duration.between(picked.data().timeExpire(), clock.now());
      inform(() -> listener.settled(picked.order(), decision, late));
    } else {
      inform(() -> listener.fenced(picked.order()));
    }
  }

  private void handle(ExpiredOrder order, CloseDecision decision) {
    try {
      handler.settle(order, decision);
    } catch (Exception | Error failure) {
      throw new HandlerFailure(failure);
    }
  }

  /** Brings any exception of the handler out of the transaction, which is rolled back. */
  private static final class HandlerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Throwable cause;

    HandlerFailure(Throwable cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private void handlerFailed(Picked picked, Throwable failure) throws SQLException {
    TimerData failed = picked.data().failed();
    LOGGER.log(
        Level.WARNING,
        "The handler of expired orders failed for "
            + picked.outTradeNo()
            + ", time "
            + failed.failures(),
        failure);
    if (failed.failures() >= policy.handlerAttempts()) {
      park(picked, failed, "The handler failed " + failed.failures() + " times: " + failure);
    } else {
      Duration delay = jittered(policy.delayAfter(failed.failures()));
      postpone(picked, failed, delay, Reason.HANDLER_FAILED);
    }
  }

  private void postpone(Picked picked, TimerData data, Duration delay, Reason reason)
      throws SQLException {
    if (set(picked, clock.now().plus(delay), data)) {
      inform(() -> listener.postponed(picked.order(), reason));
    }
  }

  private void park(Picked picked, TimerData data, String reason) throws SQLException {
    if (set(picked, TimerTable.PARKED, data.parked(clock.now(), reason))) {
      LOGGER.log(
          Level.WARNING,
          "The expired order {0} is parked until it is retried by hand: {1}",
          picked.outTradeNo(),
          reason);
      inform(() -> listener.parked(picked.order(), reason));
    }
  }

  private boolean set(Picked picked, Instant dueAt, TimerData data) throws SQLException {
    clearInterrupt();
    boolean mine =
        timers.begin(
            (table, connection) ->
                table.set(connection, picked.outTradeNo(), picked.version(), dueAt, data));
    if (!mine) {
      inform(() -> listener.fenced(picked.order()));
    }
    return mine;
  }

  /** Leaves the order to any process, at once and as it was. */
  private void letGo(Picked picked, Reason reason) throws SQLException {
    release(picked, Duration.ZERO);
    inform(() -> listener.postponed(picked.order(), reason));
  }

  private void release(Picked picked, Duration delay) throws SQLException {
    clearInterrupt();
    Instant dueAt = clock.now().plus(delay);
    boolean unused =
        timers.begin(
            (table, connection) ->
                table.release(connection, picked.outTradeNo(), picked.version(), dueAt));
  }

  /** A pool of connections refuses a thread that is interrupted, as one is at the end of a stop. */
  private static void clearInterrupt() {
    boolean unused = Thread.interrupted();
  }

  private void inform(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "A listener to expired orders failed", e);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Duration jittered(Duration delay) {
    double factor = 0.8 + 0.4 * random.getAsDouble();
    return Duration.ofNanos((long) (delay.toNanos() * factor));
  }
}
