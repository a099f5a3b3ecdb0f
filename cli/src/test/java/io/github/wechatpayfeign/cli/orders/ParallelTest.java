package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.LoopbackGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As many orders are closed at a time as {@code --parallel} says, and one by default. */
class ParallelTest {

  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(60)
  void closesAsManyOrdersAtATimeAsItIsTold() throws IOException {
    // The gateway answers none before eight are there.
    CyclicBarrier eight = new CyclicBarrier(8);
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      gateway.answer(
          exchange -> {
            await(eight);
            gateway.signed204(exchange);
          });

      CliRun run =
          CliRun.withInput(
              orders(16), gateway.environment(folder), "close", "--file=-", "--parallel=8");

      assertThat(run.lines())
          .hasSize(16)
          .allMatch(line -> line.matches("CLOSED ORDER-\\d+ \\(Request-ID REQUEST-1\\)"));
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void closesOneAfterAnotherInOrderUnlessItIsTold() throws IOException {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (LoopbackGateway gateway = new LoopbackGateway()) {
      gateway.answer(
          exchange -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            inFlight.decrementAndGet();
            gateway.signed204(exchange);
          });

      CliRun run = CliRun.withInput(orders(20), gateway.environment(folder), "close", "--file=-");

      assertThat(run.lines())
          .extracting(line -> line.split(" ", 3)[1])
          .containsExactly(orders(20).split("\n", -1));
      assertThat(most).hasValue(1);
    }
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IOException(e);
    }
  }

  private static String orders(int count) {
    return IntStream.range(0, count).mapToObj(n -> "ORDER-" + n).collect(Collectors.joining("\n"));
  }
}
