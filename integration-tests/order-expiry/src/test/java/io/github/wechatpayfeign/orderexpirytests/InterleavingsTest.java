package io.github.wechatpayfeign.orderexpirytests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.expiry.ExpiredOrder;
import io.github.wechatpayfeign.expiry.ExpiryListener;
import io.github.wechatpayfeign.expiry.ExpiryPolicy;
import io.github.wechatpayfeign.expiry.OrderExpiry;
import io.github.wechatpayfeign.orderexpirytests.support.Audit;
import io.github.wechatpayfeign.orderexpirytests.support.Await;
import io.github.wechatpayfeign.orderexpirytests.support.Database;
import io.github.wechatpayfeign.orderexpirytests.support.Gateway;
import io.github.wechatpayfeign.orderexpirytests.support.Shop;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The user pays and WeChat Pay notifies, the user cancels, and a worker closes the expired order:
 * every order in which their steps can come ends with one settlement, as the order book says.
 */
class InterleavingsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What happens to one order; each step is a call of the gateway or a transaction of the shop. */
  private enum Step {
    PAYMENT(null),
    NOTICE(PAYMENT),
    CANCEL_CLOSES(null),
    CANCEL_SETTLES(CANCEL_CLOSES),
    WORKER_CLOSES(null),
    WORKER_SETTLES(WORKER_CLOSES);

    private final @Nullable Step after;

    Step(@Nullable Step after) {
      this.after = after;
    }
  }

  /** A worker that has picked an order, and waits before each of its two steps. */
  private static final class HeldWorker {
    private final CountDownLatch picked = new CountDownLatch(1);
    private final CountDownLatch mayClose = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch maySettle = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
  }

  private final Map<String, HeldWorker> workers = new ConcurrentHashMap<>();

  private HeldWorker worker(String no) {
    return workers.computeIfAbsent(no, key -> new HeldWorker());
  }

  private final class Ends implements ExpiryListener {
    @Override
    public void settled(ExpiredOrder order, CloseDecision decision, Duration late) {
      worker(order.outTradeNo()).ended.countDown();
    }

    @Override
    public void fenced(ExpiredOrder order) {
      worker(order.outTradeNo()).ended.countDown();
    }
  }

  private static List<List<Step>> interleavings() {
    List<List<Step>> all = new ArrayList<>();
    extend(List.of(), all);
    return all;
  }

  private static void extend(List<Step> begun, List<List<Step>> all) {
    Set<Step> left = EnumSet.allOf(Step.class);
    begun.forEach(left::remove);
    if (left.isEmpty()) {
      all.add(begun);
    }
    for (Step next : left) {
      if (next.after == null || begun.contains(next.after)) {
        List<Step> longer = new ArrayList<>(begun);
        longer.add(next);
        extend(longer, all);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "H2"})
  void endWithOneSettlementAsTheOrderBookSays(Database database) {
    List<List<Step>> interleavings = interleavings();
    try (WechatPaySimulator simulator = WechatPaySimulator.start();
        WechatPay wechatPay =
            Gateway.of(simulator).client().retryPolicy(RetryPolicy.off()).build();
        Shop shop = Shop.create(database);
        OrderExpiry expiry = expiry(shop, wechatPay, interleavings.size())) {
      List<String> numbers = new ArrayList<>();
      for (int i = 0; i < interleavings.size(); i++) {
        numbers.add("ORDER-" + i);
        simulator.createOrder("ORDER-" + i);
      }
      shop.placeDue(expiry, numbers);
      expiry.start();
      numbers.forEach(no -> await(worker(no).picked));

      for (int i = 0; i < interleavings.size(); i++) {
        play(interleavings.get(i), numbers.get(i), simulator, wechatPay, shop, expiry);
      }

      Await.until("no timer is left", LIMIT, () -> shop.timers() == 0);
      Audit audit = Audit.of(shop, simulator.orders());
      assertThat(audit.orders()).isEqualTo(90);
      assertThat(audit.isClean()).as(audit::toString).isTrue();
      assertThat(shop.released()).isEqualTo(audit.released());
      assertThat(simulator.orders().values())
          .contains(OrderState.PAID, OrderState.CLOSED)
          .doesNotContain(OrderState.UNPAID);
    }
  }

  private OrderExpiry expiry(Shop shop, WechatPay wechatPay, int threads) {
    return shop.expiry()
        .closer(
            order -> {
              HeldWorker held = worker(order.outTradeNo());
              held.picked.countDown();
              await(held.mayClose);
              CloseDecision decision = wechatPay.closeDecisively(order.outTradeNo());
              held.closed.countDown();
              await(held.maySettle);
              return decision;
            })
        .policy(ExpiryPolicy.standard().withGrace(Duration.ZERO).withDeadline(LIMIT))
        .threads(threads)
        .requestsPerSecond(10_000)
        .pollInterval(Duration.ofMillis(50))
        .listener(new Ends())
        .build();
  }

  private void play(
      List<Step> steps,
      String no,
      WechatPaySimulator simulator,
      WechatPay wechatPay,
      Shop shop,
      OrderExpiry expiry) {
    CloseDecision cancelled = null;
    boolean paid = false;
    for (Step step : steps) {
      switch (step) {
        case PAYMENT -> paid = isPaid(simulator, no);
        case NOTICE -> {
          if (paid) {
            boolean unused = shop.paid(expiry, no);
          }
        }
        case CANCEL_CLOSES -> cancelled = wechatPay.closeDecisively(no);
        case CANCEL_SETTLES -> {
          boolean unused = shop.cancelled(expiry, no, Objects.requireNonNull(cancelled));
        }
        case WORKER_CLOSES -> {
          worker(no).mayClose.countDown();
          await(worker(no).closed);
        }
        case WORKER_SETTLES -> {
          worker(no).maySettle.countDown();
          await(worker(no).ended);
        }
      }
    }
  }

  private static boolean isPaid(WechatPaySimulator simulator, String no) {
    try {
      simulator.pay(no);
      return true;
    } catch (IllegalStateException closedAlready) {
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
