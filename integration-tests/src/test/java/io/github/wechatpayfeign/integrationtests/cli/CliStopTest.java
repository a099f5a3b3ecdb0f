package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C during a close of many orders, in its own process. */
@Timeout(180)
class CliStopTest {

  private static final int CTRL_C = 130;

  private final WechatPaySimulator simulator = WechatPaySimulator.start();

  @TempDir Path folder;

  @AfterEach
  void stopTheSimulator() {
    simulator.close();
  }

  @Test
  void waitsForTheOrderUnderWayAndReportsAllOrders() throws Exception {
    List.of("ORDER-1", "ORDER-PAID", "ORDER-LOST", "ORDER-SLOW", "ORDER-5", "ORDER-6")
        .forEach(simulator::createOrder);
    simulator.pay("ORDER-PAID");
    simulator.failWhen(CliStopTest::strike);
    Process close =
        close("ORDER-1", "ORDER-PAID", "ORDER-LOST", "ORDER-SLOW", "ORDER-5", "ORDER-6").start();

    Await.until(() -> requestsAbout("ORDER-SLOW") > 0);
    interrupt(close);

    assertThat(close.inputReader(UTF_8).lines().map(line -> line.split(" ", 3)[0]))
        .containsExactly("CLOSED", "REJECTED", "UNKNOWN", "CLOSED");
    assertThat(close.errorReader(UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo("Stopping; orders in progress, which end within 25 s: 1"),
            line ->
                assertThat(line)
                    .startsWith("close stopped: CLOSED 2, REJECTED 1, UNKNOWN 1, not begun 2; "));
    assertThat(close.waitFor()).isEqualTo(CTRL_C);
    assertThat(simulator.state("ORDER-SLOW")).contains(OrderState.CLOSED);
    assertThat(requestsAbout("ORDER-5")).isZero();
  }

  private static Optional<Fault> strike(ReceivedRequest request) {
    return switch (request.outTradeNo().orElse("")) {
      case "ORDER-LOST" -> Optional.of(Fault.drop(Moment.AFTER_APPLYING));
      case "ORDER-SLOW" -> Optional.of(Fault.delay(Duration.ofSeconds(3), Moment.BEFORE_APPLYING));
      default -> Optional.empty();
    };
  }

  @Test
  void leavesACompleteResultsFileForTheNextRun() throws Exception {
    List<String> orders = IntStream.range(0, 400).mapToObj(n -> "ORDER-" + n).toList();
    orders.forEach(simulator::createOrder);
    Path file = Files.write(folder.resolve("orders.txt"), orders);
    Path results = folder.resolve("results.jsonl");
    String[] arguments = {"--parallel=4", "--file=" + file, "--results=" + results};

    List<String> shown = runUntilStopped(close(arguments).start(), 50);
    List<String> whole = Files.readAllLines(results);
    Process second = close(arguments).start();

    assertThat(shown).hasSizeBetween(50, 399);
    assertThat(whole).hasSameSizeAs(shown).allMatch(line -> line.endsWith("}"));
    assertThat(simulator.requestCount())
        .as("every order that began is decided")
        .isGreaterThanOrEqualTo(shown.size());
    assertThat(second.inputReader(UTF_8).lines()).hasSize(400 - shown.size());
    assertThat(second.errorReader(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith(
            "close: CLOSED "
                + (400 - shown.size())
                + ", skipped "
                + shown.size()
                + " (decided already); ");
    assertThat(second.waitFor()).isZero();
    assertThat(simulator.requestCount()).as("no order is closed twice").isEqualTo(400);
  }

  private List<String> runUntilStopped(Process close, int lines) throws Exception {
    List<String> shown = new ArrayList<>();
    try (BufferedReader out = close.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        shown.add(line);
        if (shown.size() == lines) {
          interrupt(close);
        }
      }
    }
    assertThat(close.waitFor()).isEqualTo(CTRL_C);
    assertThat(close.errorReader(UTF_8).lines().toList())
        .last()
        .asString()
        .startsWith(
            "close stopped: CLOSED " + shown.size() + ", not begun " + (400 - shown.size()) + "; ");
    return shown;
  }

  @Test
  void doesNotWaitForMoreOrdersOnStandardInput() throws Exception {
    simulator.createOrder("ORDER-1");
    Process close = close("--file=-").start();
    try (var orders = close.outputWriter(UTF_8)) {
      orders.write("ORDER-1\n");
      orders.flush();
      assertThat(close.inputReader(UTF_8).readLine()).startsWith("CLOSED ORDER-1");

      interrupt(close);

      assertThat(close.waitFor()).isEqualTo(CTRL_C);
    }
    assertThat(close.errorReader(UTF_8).lines())
        .last()
        .asString()
        .startsWith("close stopped: CLOSED 1, the rest not begun; 1 request, ");
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private long requestsAbout(String order) {
    return simulator.requests().stream()
        .filter(request -> request.outTradeNo().equals(Optional.of(order)))
        .count();
  }

  private ProcessBuilder close(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("close"));
    arguments.addAll(List.of(more));
    ProcessBuilder close =
        CliProcess.of(
            Map.of(
                "WECHATPAY_BASE_URL", simulator.baseUrl(),
                "WECHATPAY_MCHID", simulator.mchid(),
                "WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial(),
                "WECHATPAY_PRIVATE_KEY", file("key.pem", simulator.merchantPrivateKeyPem()),
                "WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId(),
                "WECHATPAY_PUBLIC_KEY", file("pub_key.pem", simulator.publicKeyPem())),
            arguments.toArray(String[]::new));
    return CliProcess.heedingInterrupts(close);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
