package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.cli.results.Decisions;
import io.github.wechatpayfeign.cli.results.FailureResults;
import io.github.wechatpayfeign.cli.results.FollowUp;
import io.github.wechatpayfeign.cli.results.OrderEffort;
import io.github.wechatpayfeign.cli.results.OrderFacts;
import io.github.wechatpayfeign.cli.results.OrderOutcome;
import io.github.wechatpayfeign.cli.results.OrderResult;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Closes or queries one order at a time, at the gateway or at a simulator, and never throws: an
 * exception becomes a result, so that one order cannot end the run of all others. Workers share one
 * client, and with it connections, retries and the rate. Thread-safe.
 */
final class OrderClient implements AutoCloseable {

  /** The deadline of a call, and a few more seconds in which its result is written. */
  static final Duration MAX_CALL = Duration.ofSeconds(25);

  private final WechatPay wechatPay;
  private final @Nullable WechatPaySimulator simulator;
  private final RequestLedger ledger;
  private final @Nullable RateLimit rate;
  private final Clock clock;

  private OrderClient(
      WechatPayBuilder wechatPay,
      @Nullable WechatPaySimulator simulator,
      PaceOptions pace,
      Clock clock) {
    this.ledger = new RequestLedger();
    this.rate = pace.newRateLimit();
    if (rate != null) {
      wechatPay.guard(rate);
    }
    this.wechatPay = wechatPay.listener(ledger).build();
    this.simulator = simulator;
    this.clock = clock;
  }

  static OrderClient at(WechatPayBuilder wechatPay, PaceOptions pace, Clock clock) {
    return new OrderClient(wechatPay, null, pace, clock);
  }

  /** Starts a simulator for this client only. Each order is created just before it is closed. */
  static OrderClient simulated(PaceOptions pace, Clock clock) {
    WechatPaySimulator simulator = WechatPaySimulator.start();
    Merchant merchant =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKeyPem(simulator.merchantPrivateKeyPem())
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .build();
    return new OrderClient(
        WechatPay.builder(merchant).baseUrl(simulator.baseUrl()), simulator, pace, clock);
  }

  /** Returns how many requests were sent so far, including those that failed to be sent. */
  long requests() {
    return ledger.requests();
  }

  /** Returns how many workers the rate has work for, at most the wanted number. */
  int workers(int wanted) {
    return rate == null ? wanted : rate.workers(wanted);
  }

  String mchid() {
    return wechatPay.merchant().mchid();
  }

  boolean isSimulated() {
    return simulator != null;
  }

  /** Closes the order by one plain call. */
  OrderResult close(String outTradeNo) {
    return measured(
        () ->
            attempt(
                outTradeNo,
                number -> OrderResult.closed(wechatPay.closeOrder(number)),
                UnaryOperator.identity()));
  }

  /** Closes the order unless it is paid, and finds out what became of it. */
  OrderResult closeDecisively(String outTradeNo, ClosePolicy policy) {
    return measured(
        () ->
            attempt(
                outTradeNo,
                number -> Decisions.of(wechatPay.closeDecisively(number, policy)),
                // It throws only if no close was sent that may have taken effect.
                result -> result.with(OrderFacts.NONE, new FollowUp(false, null))));
  }

  /** Takes a step, and turns each exception into a result. */
  private OrderResult attempt(
      String outTradeNo, OrderStep step, UnaryOperator<OrderResult> ifItFails) {
    try {
      OrderNumberRule.OUT_TRADE_NO.check(outTradeNo);
    } catch (IllegalArgumentException e) {
      return ifItFails.apply(FailureResults.illegal(outTradeNo, e));
    }
    try {
      place(outTradeNo);
      return step.take(outTradeNo);
    } catch (RuntimeException e) {
      return ifItFails.apply(FailureResults.of(outTradeNo, e));
    }
  }

  /** Looks the order up by the merchant's number. */
  OrderResult query(String outTradeNo) {
    try {
      OrderNumberRule.OUT_TRADE_NO.check(outTradeNo);
    } catch (IllegalArgumentException e) {
      return measured(() -> FailureResults.illegal(outTradeNo, e).with(OrderFacts.NONE));
    }
    return measured(
        () -> lookUp(outTradeNo, OrderFacts.NONE, () -> wechatPay.queryOrder(outTradeNo)));
  }

  /** Looks the order up by WeChat Pay's number. */
  OrderResult queryById(String transactionId) {
    OrderFacts asked = OrderFacts.ofTransactionId(transactionId);
    try {
      OrderNumberRule.TRANSACTION_ID.check(transactionId);
    } catch (IllegalArgumentException e) {
      return measured(() -> FailureResults.illegal(null, e).with(asked));
    }
    return measured(() -> lookUp(null, asked, () -> wechatPay.queryOrderById(transactionId)));
  }

  private static OrderResult lookUp(
      @Nullable String outTradeNo, OrderFacts asked, Supplier<Transaction> query) {
    try {
      return found(query.get());
    } catch (RuntimeException e) {
      return notFound(outTradeNo, e).with(asked);
    }
  }

  /**
   * Adds time, requests and Request-ID to a result. All calls of the step run on this thread, which
   * is how the ledger knows the order of a call.
   */
  private OrderResult measured(Supplier<OrderResult> step) {
    RequestLedger.Entry requests = ledger.begin();
    long start = System.nanoTime();
    try {
      OrderResult result = step.get();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      return result.with(new OrderEffort(time, requests.attempts(), millis), requests.requestId());
    } finally {
      ledger.end();
    }
  }

  private static OrderResult found(Transaction transaction) {
    return OrderResult.of(transaction.outTradeNo(), OrderOutcome.FOUND)
        .with(OrderFacts.of(transaction));
  }

  private static OrderResult notFound(@Nullable String outTradeNo, RuntimeException failure) {
    return failure instanceof OrderNotExistException missing
        ? OrderResult.failed(outTradeNo, OrderOutcome.NOT_FOUND, missing, null)
        : FailureResults.of(outTradeNo, failure);
  }

  /** Creates the order in the simulator, if there is one. */
  private void place(String outTradeNo) {
    if (simulator != null) {
      try {
        simulator.createOrder(outTradeNo);
      } catch (IllegalStateException thereAlready) {
        // The number was given twice. The order is closed again, as the gateway would do.
        return;
      }
    }
  }

  @Override
  public void close() {
    wechatPay.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
