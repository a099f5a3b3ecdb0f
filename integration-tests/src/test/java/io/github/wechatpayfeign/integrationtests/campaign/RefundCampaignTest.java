package io.github.wechatpayfeign.integrationtests.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundDecision.Unsettled;
import io.github.wechatpayfeign.api.refund.RefundNumberUsedException;
import io.github.wechatpayfeign.api.refund.RefundPolicy;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.api.refund.RefundsApi;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.RefundBook;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of decisive refunds, whole and in parts, by several callers at once who crash and start
 * again, with the faults of the fault campaign. Each decision is then compared with the simulator's
 * refunds: nothing is refunded twice, and nothing is believed refunded that is not.
 *
 * <p>{@code -Drefund.orders=10000} makes it longer, {@code -Drefund.seed=...} repeats one, as far
 * as the threads allow.
 */
class RefundCampaignTest {

  private static final int ORDERS = Integer.getInteger("refund.orders", 1_000);
  private static final long SEED = Long.getLong("refund.seed", System.nanoTime());
  private static final int THREADS = 16;
  private static final int MAX_CALLS = 6;
  private static final String SUB_MCHID = "1900007001";
  private static final String CALLER = "X-Caller";
  private static final Clock CLOCK = Clock.systemUTC();

  private static final RefundPolicy POLICY =
      RefundPolicy.standard().withDeadline(Duration.ofSeconds(10)).withPause(Duration.ofMillis(1));

  /** Ends after the first request, so that whatever comes of it is lost. */
  private static final RefundPolicy CRASH = POLICY.withDeadline(Duration.ofMillis(1));

  private final WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
  private final Merchant merchant = SimulatedGateway.merchantOf(simulator);
  private final OrderBook book = simulator.book();
  private final OrderBook subMerchantsBook = book.ofSubMerchant(SUB_MCHID);
  private final List<RefundOrder> orders = new ArrayList<>();
  private final Map<String, RefundTask> tasks = new HashMap<>();
  private final RawServer proxy =
      FaultScript.startProxy(
          simulator, request -> task(request.headers(CALLER).get(0)).order.script);
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(64, 7, TimeUnit.SECONDS))
          .build();
  private final ScheduledExecutorService users = Executors.newScheduledThreadPool(2);
  private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    users.shutdownNow();
    callers.shutdownNow();
    proxy.close();
    simulator.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  @Test
  void neverContradictsTheRefundsOfTheGateway() throws Exception {
    System.out.println("Refund campaign: " + ORDERS + " orders, -Drefund.seed=" + SEED);
    long start = System.nanoTime();
    Random random = new Random(SEED);
    for (int i = 0; i < ORDERS; i++) {
      RefundOrder order = new RefundOrder(i, random);
      orders.add(order);
      order.tasks.forEach(task -> tasks.put(task.name(), task));
      order.placeIn(bookOf(order));
    }
    refundEarlier();
    simulator.failWhen(this::faultOf);
    refundAll();
    report(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    compare();
  }

  private void refundEarlier() {
    try (WechatPay undisturbed = client(simulator.baseUrl(), Duration.ofSeconds(20))) {
      Refunds refunds = Refunds.of(undisturbed);
      for (RefundOrder order : orders) {
        order
            .earlier()
            .ifPresent(
                request ->
                    (order.partner ? refunds.ofSubMerchant(SUB_MCHID) : refunds)
                        .refundDecisively(request));
      }
    }
  }

  private Optional<Fault> faultOf(ReceivedRequest request) {
    RefundTask task = task(request.header(CALLER).get(0));
    task.requestReceived(CLOCK.instant());
    return task.order.nextFault(task, simulator.publicKeyId());
  }

  private RefundTask task(String name) {
    return Objects.requireNonNull(tasks.get(name), name);
  }

  /** The callers of an order stand in the queue one after the other, so they run at once. */
  private void refundAll() throws Exception {
    List<Future<?>> calls = new ArrayList<>();
    for (RefundOrder order : orders) {
      if (order.fate == RefundOrder.Fate.PAID_AT_ANY_TIME) {
        calls.add(
            callers.submit(
                () ->
                    users
                        .schedule(
                            () -> bookOf(order).pay(order.outTradeNo),
                            order.payAfterMicros,
                            TimeUnit.MICROSECONDS)
                        .isDone()));
      }
      order.tasks.forEach(task -> calls.add(CompletableFuture.runAsync(() -> run(task), callers)));
    }
    for (Future<?> call : calls) {
      call.get();
    }
    users.shutdown();
    assertThat(users.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private void run(RefundTask task) {
    // Only a fault may come near a deadline, however busy the machine is.
    Duration deadline =
        task.order.script.isSlow() ? CampaignClient.DEADLINE : Duration.ofSeconds(20);
    String baseUrl = task.order.script.needsProxy() ? proxy.baseUrl() : simulator.baseUrl();
    try {
      for (int life = 1; life < task.lives; life++) {
        refund(task, baseUrl, deadline, CRASH);
      }
      RefundDecision decision = null;
      for (int i = 0; i < MAX_CALLS && (decision == null || decision instanceof Unsettled); i++) {
        decision = refund(task, baseUrl, deadline, POLICY);
      }
      task.decision = decision;
    } catch (RuntimeException e) {
      task.thrown = e;
    }
  }

  /** Refunds with a client of its own, as after a restart. */
  private RefundDecision refund(
      RefundTask task, String baseUrl, Duration deadline, RefundPolicy policy) {
    task.called();
    try (WechatPay wechatPay = client(baseUrl, deadline)) {
      RefundsApi api =
          wechatPay
              .feignBuilder()
              .requestInterceptor(template -> template.header(CALLER, task.name()))
              .target(RefundsApi.class, wechatPay.baseUrl());
      Refunds refunds = Refunds.of(api).withPolicy(policy);
      return (task.order.partner ? refunds.ofSubMerchant(SUB_MCHID) : refunds)
          .refundDecisively(task.request);
    }
  }

  private WechatPay client(String baseUrl, Duration deadline) {
    return WechatPay.builder(merchant)
        .baseUrl(baseUrl)
        .okHttpClient(http)
        .deadline(deadline)
        .retryPolicy(CampaignClient.QUICK)
        .build();
  }

  private OrderBook bookOf(RefundOrder order) {
    return order.partner ? subMerchantsBook : book;
  }

  private void report(long seconds) {
    Map<String, Map<String, LongAdder>> counts = new TreeMap<>();
    for (RefundTask task : tasks.values()) {
      for (String cause : List.of(task.order.fate.toString(), "all callers")) {
        counts
            .computeIfAbsent(cause, key -> new TreeMap<>())
            .computeIfAbsent(task.said(), key -> new LongAdder())
            .increment();
      }
    }
    counts.forEach((cause, said) -> System.out.printf("%-24s %s%n", cause, said));
    System.out.printf(
        "Refunds: %d; requests: %d; time: %d s%n",
        book.refunds().states().size() + subMerchantsBook.refunds().states().size(),
        simulator.requestCount(),
        seconds);
  }

  private void compare() {
    List<String> contradictions = new ArrayList<>();
    for (RefundOrder order : orders) {
      RefundBook refunds = bookOf(order).refunds();
      if (!isRefundedOnce(order, refunds)) {
        contradictions.add(order + ", but " + refunds.numbersOf(order.outTradeNo));
      }
      for (RefundTask task : order.tasks) {
        List<RefundChange> history = refunds.history(task.request.outRefundNo());
        if (!agrees(task, history, refunds.amount(task.request.outRefundNo()))) {
          contradictions.add(task + ", but the book says " + history);
        }
      }
    }
    assertThat(contradictions).as("contradictions, -Drefund.seed=" + SEED).isEmpty();
    if (ORDERS >= 1_000) {
      Set<String> said = tasks.values().stream().map(RefundTask::said).collect(Collectors.toSet());
      assertThat(said)
          .contains("REFUNDED", "PROCESSING", "ABNORMAL", "CLOSED", "REFUSED")
          .contains("RefundNumberUsedException");
    }
    assertThat(tasks.values().stream().filter(task -> task.decision instanceof Unsettled).count())
        .as("unsettled although faults are transient, -Drefund.seed=" + SEED)
        .isLessThanOrEqualTo(tasks.size() / 100);
  }

  /** The sum of the refunds of an order is that of different numbers which were asked for. */
  private static boolean isRefundedOnce(RefundOrder order, RefundBook refunds) {
    List<String> numbers = refunds.numbersOf(order.outTradeNo);
    return order.numbers().containsAll(numbers)
        && Set.copyOf(numbers).size() == numbers.size()
        && refunds.refunded(order.outTradeNo) <= RefundOrder.TOTAL;
  }

  private static boolean agrees(RefundTask task, List<RefundChange> history, long amount) {
    boolean asAsked = amount == task.request.amount().refund();
    RefundDecision decision = task.decision;
    if (decision == null) {
      return task.thrown instanceof RefundNumberUsedException && amount > 0 && !asAsked;
    }
    return switch (decision.kind()) {
      case REFUNDED -> asAsked && last(history) == RefundState.SUCCESS;
      case PROCESSING -> asAsked;
      case ABNORMAL -> asAsked && last(history) == RefundState.ABNORMAL;
      case CLOSED -> asAsked && last(history) == RefundState.CLOSED;
      // Another caller, or an earlier life, may have refunded since.
      case REFUSED ->
          history.isEmpty()
              || (!task.isOnlyCall() && !history.get(0).at().isBefore(task.lastRequestAt()));
      case UNSETTLED -> !task.order.isUndisturbed();
    };
  }

  private static @Nullable RefundState last(List<RefundChange> history) {
    return history.isEmpty() ? null : history.get(history.size() - 1).state();
  }
}
