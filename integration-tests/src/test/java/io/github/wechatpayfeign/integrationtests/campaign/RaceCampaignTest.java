package io.github.wechatpayfeign.integrationtests.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.DecisiveClose;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of decisive closes, each racing a user who pays before, between or after its steps,
 * with the faults of the fault campaign. Each decision is then compared with the history of the
 * order in the simulator's book.
 *
 * <p>{@code -Drace.orders=100000} makes it longer, {@code -Drace.seed=...} repeats one, as far as
 * the threads allow.
 */
class RaceCampaignTest {

  private static final int ORDERS = Integer.getInteger("race.orders", 5_000);
  private static final long SEED = Long.getLong("race.seed", System.nanoTime());
  private static final int THREADS = 16;
  private static final String SUB_MCHID = "1900007001";

  private static final ClosePolicy POLICY =
      ClosePolicy.standard()
          .withDeadline(Duration.ofSeconds(10))
          .withPauses(Duration.ofMillis(1), Duration.ofMillis(2));

  private final WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
  private final OrderBook book = simulator.book();
  private final OrderBook subMerchantsBook = book.ofSubMerchant(SUB_MCHID);
  private final Map<String, RaceOrder> orders = new LinkedHashMap<>();
  private final RawServer proxy =
      FaultScript.startProxy(simulator, request -> order(request.target()).script);
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(64, 7, TimeUnit.SECONDS))
          .build();
  private final WechatPay patient = client(simulator.baseUrl(), Duration.ofSeconds(20));
  private final WechatPay hasty = client(simulator.baseUrl(), CampaignClient.DEADLINE);
  private final WechatPay proxied = client(proxy.baseUrl(), CampaignClient.DEADLINE);
  private final ScheduledExecutorService users = Executors.newScheduledThreadPool(2);

  @AfterEach
  void stop() {
    users.shutdownNow();
    patient.close();
    hasty.close();
    proxied.close();
    proxy.close();
    simulator.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  @Test
  void neverContradictsTheOrderBook() throws Exception {
    System.out.println("Race campaign: " + ORDERS + " orders, -Drace.seed=" + SEED);
    long start = System.nanoTime();
    Random random = new Random(SEED);
    for (int i = 0; i < ORDERS; i++) {
      RaceOrder order = new RaceOrder(i, random);
      orders.put(order.outTradeNo, order);
      order.placeIn(bookOf(order));
    }
    simulator.failWhen(request -> order(request.target()).nextFault(simulator.publicKeyId()));
    closeAll();
    report(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    compare();
  }

  private void closeAll() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> calls = new ArrayList<>();
    for (RaceOrder order : orders.values()) {
      calls.add(threads.submit(() -> race(order)));
    }
    for (Future<?> call : calls) {
      call.get();
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private @Nullable Void race(RaceOrder order) throws Exception {
    Future<?> user =
        order.fate == RaceOrder.Fate.PAID_AT_ANY_TIME
            ? users.schedule(() -> pay(order), order.payAfterMicros, TimeUnit.MICROSECONDS)
            : CompletableFuture.completedFuture(null);
    try {
      order.decision = closeOf(order).close(order.outTradeNo);
    } catch (RuntimeException e) {
      order.thrown = e;
    }
    user.get();
    // After any decision, the user tries to pay.
    pay(order);
    return null;
  }

  private void pay(RaceOrder order) {
    try {
      bookOf(order).pay(order.outTradeNo);
    } catch (IllegalStateException turnedAway) {
      // The order was closed, paid or never placed: the book says which.
    }
  }

  private DecisiveClose closeOf(RaceOrder order) {
    // Only a fault may come near a deadline, however busy the machine is.
    WechatPay wechatPay =
        order.script.needsProxy() ? proxied : order.script.isSlow() ? hasty : patient;
    // A user who never stops paying would block a thread until the deadline, because only the
    // deadline limits looks.
    ClosePolicy base = order.closeFirst ? POLICY.closeFirst() : POLICY;
    ClosePolicy policy =
        order.fate == RaceOrder.Fate.PAYING_FOR_EVER
            ? base.withDeadline(Duration.ofMillis(300))
            : base;
    return order.partner
        ? DecisiveClose.of(wechatPay.partnerTransactions(), simulator.mchid(), SUB_MCHID)
            .withPolicy(policy)
        : DecisiveClose.of(wechatPay.transactions(), simulator.mchid()).withPolicy(policy);
  }

  private OrderBook bookOf(RaceOrder order) {
    return order.partner ? subMerchantsBook : book;
  }

  private RaceOrder order(String target) {
    String number = target.replaceFirst(".*/out-trade-no/([^/?]+).*", "$1");
    return Objects.requireNonNull(orders.get(number), target);
  }

  private WechatPay client(String baseUrl, Duration deadline) {
    return WechatPay.builder(SimulatedGateway.merchantOf(simulator))
        .baseUrl(baseUrl)
        .okHttpClient(http)
        .deadline(deadline)
        .retryPolicy(CampaignClient.QUICK)
        .build();
  }

  private void report(long seconds) {
    Map<String, Map<String, LongAdder>> counts = new TreeMap<>();
    for (RaceOrder order : orders.values()) {
      for (String cause :
          List.of(
              order.fate.toString(),
              order.closeFirst ? "closed first" : "queried first",
              "all orders")) {
        counts
            .computeIfAbsent(cause, key -> new TreeMap<>())
            .computeIfAbsent(order.said(), key -> new LongAdder())
            .increment();
      }
    }
    counts.forEach((cause, said) -> System.out.printf("%-24s %s%n", cause, said));
    long transientOrders = count(RaceOrder::isTransient);
    System.out.printf(
        "Unsettled where faults are transient: %d of %d; requests: %d; time: %d s%n",
        unsettledTransients(), transientOrders, simulator.requestCount(), seconds);
  }

  private void compare() {
    List<String> contradictions = new ArrayList<>();
    for (RaceOrder order : orders.values()) {
      List<OrderState> history =
          bookOf(order).history(order.outTradeNo).stream().map(StateChange::state).toList();
      if (!agrees(order, history)) {
        contradictions.add(order + ", but the book says " + history);
      }
    }
    assertThat(contradictions).as("contradictions, -Drace.seed=" + SEED).isEmpty();
    Set<CloseDecision.Kind> kinds =
        decisions().stream().map(CloseDecision::kind).collect(Collectors.toSet());
    if (ORDERS >= 1_000) {
      assertThat(kinds).containsExactlyInAnyOrder(CloseDecision.Kind.values());
    }
    assertThat(unsettledTransients())
        .as("unsettled although faults are transient, -Drace.seed=" + SEED)
        .isLessThan(Math.max(1, count(RaceOrder::isTransient) / 100));
  }

  private static boolean agrees(RaceOrder order, List<OrderState> history) {
    CloseDecision decision = order.decision;
    if (decision == null) {
      return false;
    }
    boolean paid = history.contains(OrderState.PAID);
    OrderState last = history.isEmpty() ? null : history.get(history.size() - 1);
    boolean over = last == OrderState.CLOSED || last == OrderState.REVOKED;
    boolean byOthers =
        order.fate == RaceOrder.Fate.CLOSED_BEFORE || order.fate == RaceOrder.Fate.REVERSED_BEFORE;
    return switch (decision.kind()) {
      // If a false answer hid an order that others closed, or nobody looked before the close, this
      // call may seem to have closed it.
      case CLOSED -> over && !paid && (!byOthers || !order.isUndisturbed() || order.closeFirst);
      case ALREADY_CLOSED -> over && !paid && byOthers;
      case PAID -> paid && !history.contains(OrderState.CLOSED);
      case REFUNDED -> last == OrderState.REFUNDED;
      case NOT_FOUND -> history.isEmpty();
      case UNSETTLED -> agrees((Unsettled) decision, order, history, byOthers);
    };
  }

  /** Even an unsettled decision says what was seen, and whether a close was sent. */
  private static boolean agrees(
      Unsettled unsettled, RaceOrder order, List<OrderState> history, boolean byOthers) {
    Transaction seen = unsettled.seen();
    boolean seenInBook =
        seen == null
            || history.stream().anyMatch(s -> s.tradeState().equals(seen.tradeStateText()));
    boolean closed = history.contains(OrderState.CLOSED) && !byOthers;
    boolean excused = !order.isUndisturbed() || order.fate.lasts();
    return seenInBook && (!closed || unsettled.closeSent()) && excused;
  }

  private Collection<CloseDecision> decisions() {
    return orders.values().stream().map(order -> order.decision).filter(Objects::nonNull).toList();
  }

  private long unsettledTransients() {
    return count(order -> order.isTransient() && order.decision instanceof Unsettled);
  }

  private long count(Predicate<RaceOrder> predicate) {
    return orders.values().stream().filter(predicate).count();
  }
}
