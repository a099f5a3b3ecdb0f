package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A close of many orders is killed and started again, in its own processes. */
@Timeout(180)
class CliResultsTest {

  private static final int ORDERS = 500;
  private static final int SEEN_BEFORE_THE_KILL = 100;
  private static final int WORKERS = 4;

  private final ObjectMapper json = new ObjectMapper();
  private final WechatPaySimulator simulator = WechatPaySimulator.start();

  @TempDir Path folder;

  private Path results;
  private Map<String, String> environment;

  @BeforeEach
  void pointAtTheSimulator() throws IOException {
    results = folder.resolve("results.jsonl");
    Path privateKey =
        Files.writeString(folder.resolve("key.pem"), simulator.merchantPrivateKeyPem());
    Path publicKey = Files.writeString(folder.resolve("pub_key.pem"), simulator.publicKeyPem());
    environment =
        Map.of(
            "WECHATPAY_BASE_URL", simulator.baseUrl(),
            "WECHATPAY_MCHID", simulator.mchid(),
            "WECHATPAY_MERCHANT_SERIAL", simulator.merchantSerial(),
            "WECHATPAY_PRIVATE_KEY", privateKey.toString(),
            "WECHATPAY_PUBLIC_KEY_ID", simulator.publicKeyId(),
            "WECHATPAY_PUBLIC_KEY", publicKey.toString());
  }

  @AfterEach
  void stopTheSimulator() {
    simulator.close();
  }

  @Test
  void decidesEveryOrderOnceEvenIfKilledInTheMiddle() throws Exception {
    Path orders = placeOrders();

    List<String> shown = runUntilKilled(orders);
    Map<String, Long> requestsOfTheKilled = requestsByOrder();
    List<String> decidedByTheKilled = decided();
    Process second = close("--file=" + orders, "--parallel=" + WORKERS).start();
    List<String> shownBySecond = numbers(second.inputReader(UTF_8).lines().toList());

    assertThat(shown).hasSizeBetween(SEEN_BEFORE_THE_KILL, ORDERS - 1);
    assertThat(decidedByTheKilled).containsAll(shown);
    assertThat(decided()).doesNotHaveDuplicates().hasSize(ORDERS);
    assertThat(shownBySecond)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(decidedByTheKilled)
        .hasSize(ORDERS - decidedByTheKilled.size());
    assertThat(requestsByOrder()).containsAllEntriesOf(only(shown, requestsOfTheKilled));
    assertThat(closes().values().stream().filter(count -> count > 1).count())
        .as("orders that were under way when the run was killed, and so closed once more")
        .isLessThanOrEqualTo(WORKERS);
    assertThat(outcomes()).isEqualTo(outcomesInTheBook());
    assertThat(second.waitFor()).isEqualTo(1);
  }

  @Test
  void refusesTheFileOfARunThatIsStillRunning() throws Exception {
    simulator.createOrder("ORDER-1");
    Process first = close("--file=-").start();
    try (var orders = first.outputWriter(UTF_8)) {
      orders.write("ORDER-1\n");
      orders.flush();
      assertThat(first.inputReader(UTF_8).readLine()).contains("\"CLOSED\"");

      Process second = close("ORDER-2").start();

      assertThat(second.errorReader(UTF_8).lines())
          .containsExactly(
              "The results file " + results + " is in use by another run: wait for its end",
              "See: wechatpay-feign-cli close --help");
      assertThat(second.waitFor()).isEqualTo(2);
    }
    assertThat(first.waitFor()).isZero();
    assertThat(decided()).containsExactly("ORDER-1");
  }

  private Path placeOrders() throws IOException {
    List<String> orders = IntStream.range(0, ORDERS).mapToObj(n -> "ORDER-" + n).toList();
    for (String order : orders) {
      simulator.createOrder(order);
      if (order.endsWith("7")) {
        simulator.pay(order);
      }
    }
    return Files.write(folder.resolve("orders.txt"), orders);
  }

  /** Returns the orders whose decisions could be read before the process was gone. */
  private List<String> runUntilKilled(Path orders) throws Exception {
    Process first = close("--file=" + orders, "--parallel=" + WORKERS).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = first.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (lines.size() == SEEN_BEFORE_THE_KILL) {
          // Kills the process by its handle, so that its output can still be read.
          first.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(first.waitFor()).as("the exit code after SIGKILL").isEqualTo(137);
    // The kill may cut the last line that was shown, too.
    lines.removeIf(line -> !line.endsWith("}"));
    return numbers(lines);
  }

  private ProcessBuilder close(String... more) {
    List<String> arguments = new ArrayList<>(List.of("close", "--decisive", "--json"));
    arguments.add("--results=" + results);
    arguments.addAll(List.of(more));
    return CliProcess.of(environment, arguments.toArray(String[]::new));
  }

  private List<String> decided() throws IOException {
    String whole = Files.readString(results);
    return numbers(whole.substring(0, whole.lastIndexOf('\n') + 1).lines().toList());
  }

  private List<String> numbers(List<String> lines) throws IOException {
    List<String> numbers = new ArrayList<>();
    for (String line : lines) {
      numbers.add(json.readTree(line).path("out_trade_no").textValue());
    }
    return numbers;
  }

  /** Returns whether the results file lists each order as paid. */
  private Map<String, Boolean> outcomes() throws IOException {
    Map<String, Boolean> paid = new HashMap<>();
    for (String line : Files.readAllLines(results)) {
      JsonNode result = json.readTree(line);
      paid.put(
          result.path("out_trade_no").textValue(),
          result.path("outcome").textValue().equals("PAID"));
    }
    return paid;
  }

  private Map<String, Boolean> outcomesInTheBook() {
    assertThat(simulator.orders()).containsValues(OrderState.CLOSED, OrderState.PAID);
    return simulator.orders().entrySet().stream()
        .filter(order -> order.getValue() != OrderState.UNPAID)
        .collect(Collectors.toMap(Map.Entry::getKey, order -> order.getValue() == OrderState.PAID));
  }

  private Map<String, Long> requestsByOrder() {
    return count(simulator.requests());
  }

  private Map<String, Long> closes() {
    return count(
        simulator.requests().stream().filter(request -> request.method().equals("POST")).toList());
  }

  private static Map<String, Long> count(List<ReceivedRequest> requests) {
    return requests.stream()
        .map(request -> request.outTradeNo().orElseThrow())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static <V> Map<String, V> only(List<String> keys, Map<String, V> all) {
    return keys.stream().collect(Collectors.toMap(Function.identity(), all::get));
  }
}
