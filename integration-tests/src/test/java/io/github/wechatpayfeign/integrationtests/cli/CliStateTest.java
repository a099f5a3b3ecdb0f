package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.api.refund.Refund;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.integrationtests.support.Await;
import io.github.wechatpayfeign.merchant.Merchant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The orders of a simulator in its own process outlive that process. */
@Timeout(180)
class CliStateTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String LAST_VARIABLE = "WECHATPAY_API_V3_KEY";
  private static final List<String> ORDERS =
      List.of("ORDER-START", "ORDER-UNPAID", "ORDER-PAID", "ORDER-REFUND", "ORDER-CLOSED");

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private Path file;

  @BeforeEach
  void chooseAFile() {
    file = folder.resolve("orders.jsonl");
  }

  @AfterEach
  void stopTheSimulators() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void hasTheSameOrdersAfterKill9() throws Exception {
    Map<String, String> environment = simulate("--order=ORDER-START");
    List<Transaction> orders;
    Refund refund;
    try (WechatPay wechatPay = clientOf(environment)) {
      useTheSimulator(wechatPay, environment);
      orders = ORDERS.stream().map(wechatPay::queryOrder).toList();
      refund = Refunds.of(wechatPay).query("REFUND-1");
    }
    assertThat(orders)
        .extracting(Transaction::tradeState)
        .extracting(Enum::name)
        .containsExactly("NOTPAY", "NOTPAY", "SUCCESS", "REFUND", "CLOSED");
    assertThat(orders.get(2).transactionId()).matches("42[0-9]{26}");
    // The order that was placed last is in the file, and so are all changes before it.
    place(environment, "ORDER-LAST");
    Await.until(() -> content().contains("ORDER-LAST"));

    Process killed = started.get(0).destroyForcibly();

    assertThat(killed.waitFor()).as("SIGKILL").isEqualTo(137);
    String port = variable(environment, "WECHATPAY_BASE_URL").replaceFirst(".*:", "");
    assertThat(simulate("--order=ORDER-START", "--port=" + port)).isEqualTo(environment);
    try (WechatPay wechatPay = clientOf(environment)) {
      assertThat(ORDERS.stream().map(wechatPay::queryOrder).toList()).isEqualTo(orders);
      assertThat(Refunds.of(wechatPay).query("REFUND-1")).isEqualTo(refund);
      assertThat(wechatPay.queryOrder("ORDER-LAST").tradeState()).hasToString("NOTPAY");
    }
  }

  private void useTheSimulator(WechatPay wechatPay, Map<String, String> environment)
      throws Exception {
    for (String number : ORDERS.subList(1, ORDERS.size())) {
      place(environment, number);
    }
    for (String number : List.of("ORDER-PAID", "ORDER-REFUND")) {
      assertThat(command(environment, "/orders/" + number + "/pay", "")).isEqualTo(200);
    }
    RefundDecision decision =
        Refunds.of(wechatPay)
            .refundDecisively(
                RefundRequest.ofOrder("ORDER-REFUND")
                    .outRefundNo("REFUND-1")
                    .refund(30)
                    .total(100)
                    .build());
    assertThat(decision.kind()).isEqualTo(RefundDecision.Kind.REFUNDED);
    wechatPay.closeOrder("ORDER-CLOSED");
  }

  @Test
  void writesTheLastChangesIfTerminated() throws Exception {
    Map<String, String> environment = simulate();
    place(environment, "ORDER-LAST");

    started.get(0).toHandle().destroy();

    assertThat(started.get(0).waitFor()).as("SIGTERM").isEqualTo(143);
    assertThat(content()).contains("ORDER-LAST");
    Map<String, String> again = simulate();
    try (WechatPay wechatPay = clientOf(again)) {
      assertThat(wechatPay.queryOrder("ORDER-LAST").tradeState()).hasToString("NOTPAY");
    }
  }

  @Test
  void refusesAFileThatAnotherProcessUsesOrThatIsDamaged() throws Exception {
    Map<String, String> environment = simulate("--order=ORDER-START");
    assertThat(environment).isNotEmpty();

    assertThat(refusal())
        .contains(
            "Another simulator keeps its orders in " + file + ": stop it, or use another file");

    assertThat(started.get(0).destroyForcibly().waitFor()).isEqualTo(137);
    String half = content().substring(0, content().length() / 2);
    Files.writeString(file, half);
    assertThat(refusal()).contains(file + " is damaged at line ");
    assertThat(content()).isEqualTo(half);
  }

  /** Returns what a simulator says that does not start. */
  private String refusal() throws Exception {
    Process process = process();
    String error = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(error).isEqualTo(2);
    return error;
  }

  private Process process(String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("simulate", "--keys=" + folder, "--state=" + file));
    arguments.addAll(List.of(options));
    Process process = CliProcess.of(Map.of(), arguments.toArray(String[]::new)).start();
    started.add(process);
    return process;
  }

  /** Starts the simulator and returns the variables that it prints. */
  private Map<String, String> simulate(String... options) throws IOException {
    BufferedReader out = process(options).inputReader(UTF_8);
    Map<String, String> environment = new LinkedHashMap<>();
    while (!environment.containsKey(LAST_VARIABLE)) {
      String line = Objects.requireNonNull(out.readLine(), "the simulator did not start");
      String[] export = line.substring("export ".length()).split("=", 2);
      environment.put(export[0], export[1]);
    }
    return environment;
  }

  private static WechatPay clientOf(Map<String, String> environment) {
    Merchant merchant =
        Merchant.builder()
            .mchid(variable(environment, "WECHATPAY_MCHID"))
            .merchantSerial(variable(environment, "WECHATPAY_MERCHANT_SERIAL"))
            .privateKey(Path.of(variable(environment, "WECHATPAY_PRIVATE_KEY")))
            .wechatPayPublicKey(
                variable(environment, "WECHATPAY_PUBLIC_KEY_ID"),
                Path.of(variable(environment, "WECHATPAY_PUBLIC_KEY")))
            .build();
    return WechatPay.builder(merchant).baseUrl(variable(environment, "WECHATPAY_BASE_URL")).build();
  }

  private static String variable(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  private static void place(Map<String, String> environment, String number) {
    try (WechatPay wechatPay = clientOf(environment)) {
      PrepayOrder order =
          PrepayOrder.builder(number)
              .description("一杯茶")
              .total(100)
              .notifyUrl("https://shop.example.com/notices")
              .build();
      assertThat(Prepay.of(wechatPay, "wxd678efh567hg6787").nativePay(order).value()).isNotEmpty();
    }
  }

  private static int command(Map<String, String> environment, String path, String body)
      throws Exception {
    String baseUrl = variable(environment, "WECHATPAY_BASE_URL");
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(baseUrl + "/__admin" + path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String content() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
