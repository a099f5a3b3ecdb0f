package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import io.github.wechatpayfeign.simulator.order.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Closes, payments, nonces and faults stay correct with many requests at once. */
class ConcurrencyTest extends SimulatorTest {
  private static final int THREADS = 64;

  @Test
  void closesDistinctOrdersAtOnce() throws Exception {
    IntStream.range(0, THREADS).forEach(i -> simulator.createOrder("ORDER-" + (1000 + i)));

    List<Integer> statuses = atOnce(i -> () -> call("ORDER-" + (1000 + i)).send().status());

    assertThat(statuses).hasSize(THREADS).containsOnly(204);
    assertThat(simulator.orders()).hasSize(THREADS);
    assertThat(simulator.orders().values()).containsOnly(OrderState.CLOSED);
    assertThat(simulator.requestCount()).isEqualTo(THREADS);
  }

  @Test
  void closesTheSameOrderAtOnce() throws Exception {
    simulator.createOrder("ORDER-0001");

    List<Integer> statuses = atOnce(i -> () -> call("ORDER-0001").send().status());

    assertThat(statuses).hasSize(THREADS).containsOnly(204);
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.CLOSED);
  }

  @Test
  void anOrderIsEitherPaidOrClosed() throws Exception {
    IntStream.range(0, THREADS / 2).forEach(i -> simulator.createOrder("ORDER-" + (1000 + i)));

    List<String> outcomes =
        atOnce(
            i -> {
              String order = "ORDER-" + (1000 + i / 2);
              return i % 2 == 0 ? () -> paid(order) : () -> closed(order);
            });

    for (int i = 0; i < THREADS; i += 2) {
      assertThat(outcomes.subList(i, i + 2))
          .isIn(List.of("paid", "400"), List.of("not paid", "204"));
    }
  }

  @Test
  void schedulesPaymentAtomicallyBeforeClose() throws Exception {
    simulator.createOrder("ORDER-0001");
    simulator.book().schedule("ORDER-0001", OrderState.PAID, Step.BEFORE_CLOSE, 1);

    List<String> codes = atOnce(i -> () -> call("ORDER-0001").send().code());

    assertThat(codes).hasSize(THREADS).containsOnly("ORDER_PAID");
    assertThat(simulator.history("ORDER-0001"))
        .extracting(StateChange::state)
        .containsExactly(OrderState.UNPAID, OrderState.PAID);
  }

  @Test
  void letsOneOfManyReplaysThrough() throws Exception {
    RawCall call = call("ORDER-0001");
    call.header("Authorization", call.authorizationHeader());

    List<Integer> statuses = atOnce(i -> () -> call.send().status());

    assertThat(statuses).containsOnlyOnce(204).contains(401);
  }

  @Test
  void usesUpEachQueuedFaultOnce() throws Exception {
    simulator.failNext(
        IntStream.range(0, 10).mapToObj(i -> Fault.error(503, "X")).toArray(Fault[]::new));

    List<Integer> statuses = atOnce(i -> () -> call("ORDER-0001").send().status());

    assertThat(statuses).filteredOn(status -> status == 503).hasSize(10);
    assertThat(statuses).filteredOn(status -> status == 204).hasSize(THREADS - 10);
  }

  @Test
  void refundsANumberOnceAndNeverMoreThanTheTotal() throws Exception {
    simulator.createOrder("ORDER-0001");
    simulator.pay("ORDER-0001");

    List<Integer> statuses = atOnce(i -> () -> refunded("R" + i / 2, 30));

    assertThat(statuses).filteredOn(status -> status == 200).hasSize(6);
    assertThat(statuses).filteredOn(status -> status == 400).hasSize(THREADS - 6);
    RefundBook refunds = simulator.book().refunds();
    assertThat(refunds.numbersOf("ORDER-0001")).hasSize(3).doesNotHaveDuplicates();
    assertThat(refunds.refunded("ORDER-0001")).isEqualTo(90);
  }

  private int refunded(String number, long fen) {
    String body =
        ("{\"out_trade_no\":\"ORDER-0001\",\"out_refund_no\":\"%s\","
                + "\"amount\":{\"refund\":%d,\"total\":100,\"currency\":\"CNY\"}}")
            .formatted(number, fen);
    return call("ORDER-0001").post("/v3/refund/domestic/refunds", body).send().status();
  }

  private String paid(String order) {
    try {
      simulator.pay(order);
      return "paid";
    } catch (IllegalStateException e) {
      return "not paid";
    }
  }

  private String closed(String order) {
    return Integer.toString(call(order).send().status());
  }

  private static <T> List<T> atOnce(IntFunction<Callable<T>> tasks) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Callable<T> task = tasks.apply(i);
        futures.add(
            threads.submit(
                () -> {
                  barrier.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
