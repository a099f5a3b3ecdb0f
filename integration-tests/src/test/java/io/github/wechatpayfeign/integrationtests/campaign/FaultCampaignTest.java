package io.github.wechatpayfeign.integrationtests.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.integrationtests.support.Loopback;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.StallMeter;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Thousands of closes with faults of every kind at every moment, drawn from a seed. The client's
 * statement about each order is then compared with the simulator's order book.
 *
 * <p>{@code -Dcampaign.calls=1000000} makes it longer, {@code -Dcampaign.seed=...} repeats one.
 */
class FaultCampaignTest {

  private static final int CALLS = Integer.getInteger("campaign.calls", 10_000);
  private static final long SEED = Long.getLong("campaign.seed", System.nanoTime());
  private static final int THREADS = 8;
  private static final long GRACE_MILLIS = 100;

  /** An order with the faults that will happen to it. */
  private static final class Order {
    private final String outTradeNo;
    private final FaultScript script;
    private final CampaignClient client;
    private final boolean paid;
    private final boolean async;
    private volatile String said = "nothing";

    Order(
        String outTradeNo, FaultScript script, CampaignClient client, boolean paid, boolean async) {
      this.outTradeNo = outTradeNo;
      this.script = script;
      this.client = client;
      this.paid = paid;
      this.async = async;
    }

    @Override
    public String toString() {
      return outTradeNo + " by " + client + " with " + script + ": " + said;
    }
  }

  private final Map<String, Order> orders = new ConcurrentHashMap<>();
  private final ConnectionPool pool = new ConnectionPool(64, 7, TimeUnit.SECONDS);
  private final OkHttpClient http = newHttp();
  private final AtomicLong latest = new AtomicLong();
  private long worstStall;

  @Test
  void neverLiesAboutAnOrder() throws Exception {
    System.out.println("Fault campaign: " + CALLS + " calls, -Dcampaign.seed=" + SEED);
    WechatPaySimulator simulator = WechatPaySimulator.builder().strictAll().start();
    List<CampaignClient> clients;
    try (RawServer proxy =
        FaultScript.startProxy(simulator, request -> order(request.target()).script)) {
      simulator.failWhen(request -> faultOfSimulator(request, simulator.publicKeyId()));
      clients = clients(simulator, proxy);
      draw(simulator, clients);
      try (StallMeter stalls = new StallMeter()) {
        closeAll();
        worstStall = stalls.worstMillis();
      }
    } finally {
      simulator.close();
    }
    report();
    compare(simulator.orders());
    assertNothingIsLeft(clients);
  }

  private List<CampaignClient> clients(WechatPaySimulator simulator, RawServer proxy)
      throws IOException {
    Merchant merchant = SimulatedGateway.merchantOf(simulator);
    String gateway = simulator.baseUrl();
    Clock clock = Clock.systemUTC();
    String dead = Loopback.closedPort();
    return List.of(
        new CampaignClient("plain client", merchant, gateway, dead, clock, http),
        new CampaignClient(
            "client with the main domain dead", merchant, dead, gateway, clock, http),
        new CampaignClient(
            "client with DNS dead", merchant, "http://unknown.invalid", gateway, clock, http),
        new CampaignClient(
            "client with both dead", merchant, dead, Loopback.closedPort(), clock, http),
        new CampaignClient(
            "client with its clock 10 minutes off",
            merchant,
            gateway,
            dead,
            Clock.offset(clock, Duration.ofMinutes(10)),
            http),
        new CampaignClient("client behind a proxy", merchant, proxy.baseUrl(), dead, clock, http));
  }

  private void draw(WechatPaySimulator simulator, List<CampaignClient> clients) {
    Random random = new Random(SEED);
    for (int i = 0; i < CALLS; i++) {
      List<CampaignFault> faults = new ArrayList<>();
      for (int attempt = random.nextInt(4); attempt > 0; attempt--) {
        faults.add(CampaignFault.any(random));
      }
      FaultScript script = new FaultScript(faults);
      int any = random.nextInt(40);
      CampaignClient client = clients.get(script.needsProxy() ? 5 : any < 5 ? 1 + any : 0);
      Order order =
          new Order("C-" + i, script, client, random.nextInt(10) == 0, random.nextInt(4) == 0);
      orders.put("C-" + i, order);
    }
    orders.keySet().forEach(key -> place(simulator, orders.get(key)));
  }

  private static void place(WechatPaySimulator simulator, @Nullable Order order) {
    if (order != null) {
      simulator.createOrder(number(order));
      if (order.paid) {
        simulator.pay(number(order));
      }
    }
  }

  private static String number(Order order) {
    return order.outTradeNo + "-ORDER";
  }

  private void closeAll() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> calls = new ArrayList<>();
    for (Order order : orders.values()) {
      calls.add(threads.submit(() -> close(order)));
    }
    for (Future<?> call : calls) {
      call.get();
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private void close(Order order) {
    long start = System.nanoTime();
    try {
      order.client.close(number(order), order.async);
      order.said = "CLOSED";
    } catch (WechatPayException e) {
      order.said = e.outcome().name();
    } catch (RuntimeException e) {
      order.said = "untyped " + e;
    }
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    latest.accumulateAndGet(took - CampaignClient.DEADLINE.toMillis(), Math::max);
  }

  private Optional<Fault> faultOfSimulator(ReceivedRequest request, String publicKeyId) {
    CampaignFault fault = order(request.target()).script.ofNextAttempt();
    return Optional.ofNullable(fault.ofSimulator(publicKeyId));
  }

  private Order order(String target) {
    String segment = target.split("/", 8)[5];
    return Objects.requireNonNull(orders.get(segment.replace("-ORDER", "")), target);
  }

  private void report() {
    Map<String, Map<String, LongAdder>> counts = new TreeMap<>();
    for (Order order : orders.values()) {
      List<String> causes = new ArrayList<>();
      order.script.faults().forEach(fault -> causes.add("attempt with " + fault));
      causes.add(order.client.toString());
      causes.add(order.paid ? "order paid before" : "order unpaid");
      causes.add(order.async ? "asynchronous call" : "synchronous call");
      for (String cause : causes) {
        counts
            .computeIfAbsent(cause, key -> new TreeMap<>())
            .computeIfAbsent(order.said, key -> new LongAdder())
            .increment();
      }
    }
    counts.forEach((cause, outcomes) -> System.out.printf("%-50s %s%n", cause, outcomes));
    System.out.println(
        "Latest end after a deadline: "
            + latest
            + " ms; worst stall of the machine: "
            + worstStall);
  }

  private void compare(Map<String, OrderState> book) {
    List<String> lies = new ArrayList<>();
    for (Order order : orders.values()) {
      OrderState state = book.get(number(order));
      boolean fits =
          switch (order.said) {
            case "CLOSED" -> state == OrderState.CLOSED;
            case "REJECTED" -> state == (order.paid ? OrderState.PAID : OrderState.UNPAID);
            case "UNKNOWN" -> true;
            default -> false;
          };
      if (!fits) {
        lies.add(order + ", but the book says " + state);
      }
    }
    assertThat(lies).as("lies, -Dcampaign.seed=" + SEED).isEmpty();
    assertThat(orders.values()).extracting(order -> order.said).contains("CLOSED");
    for (Outcome outcome : Outcome.values()) {
      assertThat(orders.values()).extracting(order -> order.said).contains(outcome.name());
    }
    // Two threads wake up at a deadline, one after the other: the one that aborts the call, and the
    // caller's. On a busy machine each waits for its turn.
    assertThat(latest.get())
        .as("ms after a deadline, with a machine that stalled for %d ms", worstStall)
        .isLessThanOrEqualTo(GRACE_MILLIS + 2 * worstStall);
  }

  private void assertNothingIsLeft(List<CampaignClient> clients) throws InterruptedException {
    clients.forEach(CampaignClient::close);
    // OkHttp's threads may still finish a call that ended at its deadline.
    Await.until(
        () ->
            http.dispatcher().runningCallsCount() == 0
                && pool.connectionCount() == pool.idleConnectionCount());
    assertThat(http.dispatcher().runningCallsCount()).isZero();
    assertThat(http.dispatcher().queuedCallsCount()).isZero();
    assertThat(pool.connectionCount())
        .as("connections in use")
        .isEqualTo(pool.idleConnectionCount());
    pool.evictAll();
    assertThat(pool.connectionCount()).isZero();
    ExecutorService threads = http.dispatcher().executorService();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).as("threads have ended").isTrue();
  }

  private OkHttpClient newHttp() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(THREADS);
    dispatcher.setMaxRequestsPerHost(THREADS);
    return new OkHttpClient.Builder()
        .connectionPool(pool)
        .dispatcher(dispatcher)
        .dns(
            host -> {
              if (host.endsWith(".invalid")) {
                throw new UnknownHostException(host);
              }
              return Dns.SYSTEM.lookup(host);
            })
        .build();
  }
}
