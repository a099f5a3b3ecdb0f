package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a shop does with wechatpay-axios-plugin 0.9.6, a client for Node, works in the simulator.
 */
class AxiosPluginTest {

  private static final Path SOURCES =
      Path.of("src", "test", "resources", "axios-plugin").toAbsolutePath();
  private static final String REFUND = "REFUND-20261123-1";

  /** npm installs here, so that a second build finds the packages. */
  private static final Path INSTALLED = Path.of("target", "axios-plugin").toAbsolutePath();

  @TempDir Path folder;

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private NoticeReceiver shop;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Program.requireOrSkip("node", "npm");
    Files.createDirectories(INSTALLED);
    for (String name : List.of("package.json", "package-lock.json", "shop.mjs")) {
      Files.write(INSTALLED.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
    }
    Program.Result npm =
        new Program(INSTALLED, Map.of())
            .run(
                List.of(
                    "npm",
                    "ci",
                    "--ignore-scripts",
                    "--legacy-peer-deps",
                    "--no-audit",
                    "--no-fund",
                    "--prefer-offline"));
    Program.skipUnless(npm.exitCode() == 0, "npm ci failed: " + npm.err());
  }

  @BeforeEach
  void open() throws IOException {
    simulator.book().refunds().settleNew(RefundState.PROCESSING, 0);
    shop = new NoticeReceiver();
  }

  @AfterEach
  void stop() {
    if (shop != null) {
      shop.close();
    }
    simulator.close();
  }

  @Test
  void placesAnOrder() throws Exception {
    assertThat(data(run("place", Peers.ORDER)).get("code_url").getAsString())
        .startsWith("weixin://wxpay/bizpayurl?pr=");

    assertThat(simulator.orders()).isEqualTo(Map.of(Peers.ORDER, OrderState.UNPAID));
    assertThat(simulator.book().notifyUrl(Peers.ORDER)).contains(shop.url());
  }

  @Test
  void queriesAPaidOrder() throws Exception {
    simulator.createOrder(Peers.ORDER);
    simulator.pay(Peers.ORDER);

    assertThat(data(run("query", Peers.ORDER)).get("trade_state").getAsString())
        .isEqualTo("SUCCESS");
  }

  @Test
  void closesAnOrder() throws Exception {
    simulator.createOrder(Peers.ORDER);

    assertThat(run("close", Peers.ORDER).get("status").getAsInt()).isEqualTo(204);

    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void isToldThatAnOrderIsPaid() throws Exception {
    simulator.createOrder(Peers.ORDER);
    simulator.pay(Peers.ORDER);

    JsonObject answer = run("close", Peers.ORDER);

    assertThat(answer.get("status").getAsInt()).isEqualTo(400);
    assertThat(data(answer).get("code").getAsString()).isEqualTo("ORDER_PAID");
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.PAID);
  }

  /** The real gateway was seen to answer 204 about a number that it does not know. */
  @Test
  void isNotToldThatAnOrderIsUnknown() throws Exception {
    assertThat(run("close", Peers.ORDER).get("status").getAsInt()).isEqualTo(204);

    assertThat(simulator.orders()).isEmpty();
    assertThat(data(run("query", Peers.ORDER)).get("code").getAsString())
        .isEqualTo("ORDER_NOT_EXIST");
  }

  @Test
  void refundsAnOrderAndQueriesTheRefund() throws Exception {
    simulator.createOrder(Peers.ORDER);
    simulator.pay(Peers.ORDER);

    assertThat(data(run("refund", Peers.ORDER, REFUND)).get("status").getAsString())
        .isEqualTo("PROCESSING");
    simulator.book().refunds().move(REFUND, RefundState.SUCCESS);

    assertThat(data(run("refunded", REFUND)).get("status").getAsString()).isEqualTo("SUCCESS");
    assertThat(simulator.book().refunds().refunded(Peers.ORDER)).isEqualTo(30);
  }

  @Test
  void decryptsANotice() throws Exception {
    run("place", Peers.ORDER);
    simulator.pay(Peers.ORDER);
    simulator.notices().deliverPending();

    JsonObject payment = data(run(shop.last().body(), List.of("decrypt")));

    assertThat(payment.get("out_trade_no").getAsString()).isEqualTo(Peers.ORDER);
    assertThat(payment.get("trade_state").getAsString()).isEqualTo("SUCCESS");
  }

  @Test
  void refusesAForgedAnswer() throws Exception {
    simulator.createOrder(Peers.ORDER);
    simulator.failNext(Fault.falsify(Falsification.FORGED));

    assertThat(run("query", Peers.ORDER).get("error").getAsString()).contains("Verify");
  }

  private JsonObject run(String... arguments) throws Exception {
    return run("", List.of(arguments));
  }

  private JsonObject run(String input, List<String> arguments) throws Exception {
    Map<String, String> variables = new HashMap<>(new Peers(simulator, folder).variables());
    variables.put("NOTIFY_URL", shop.url());
    Program.Result result =
        new Program(folder, variables)
            .run(
                input,
                Stream.concat(
                        Stream.of("node", INSTALLED.resolve("shop.mjs").toString()),
                        arguments.stream())
                    .toList());
    assertThat(result.err()).isEmpty();
    return JsonParser.parseString(result.out()).getAsJsonObject();
  }

  private static JsonObject data(JsonObject answer) {
    return answer.getAsJsonObject("data");
  }
}
