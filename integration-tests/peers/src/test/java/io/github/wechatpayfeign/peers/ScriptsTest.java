package io.github.wechatpayfeign.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scripts that the page about the sandbox shows sign, send and verify with what their language
 * has. They share no code with each other or with this project.
 */
@ParameterizedClass
@EnumSource
class ScriptsTest {

  private static final Path SCRIPTS = Path.of("..", "..", "docs", "sandbox").toAbsolutePath();
  private static final String QUERY =
      "/v3/pay/transactions/out-trade-no/" + Peers.ORDER + "?mchid=1900000001";
  private static final String CLOSE = "/v3/pay/transactions/out-trade-no/" + Peers.ORDER + "/close";
  private static final String MCHID = "{\"mchid\":\"1900000001\"}";

  @TempDir Path folder;

  private final Language language;
  private final WechatPaySimulator simulator = WechatPaySimulator.start();

  /** A language, and the program that runs its script. */
  enum Language {
    CURL("wechatpay.sh", "bash"),
    NODE("wechatpay.mjs", "node"),
    PYTHON("wechatpay.py", "python3");

    private final String script;
    private final String program;

    Language(String script, String program) {
      this.script = script;
      this.program = program;
    }
  }

  ScriptsTest(Language language) {
    this.language = language;
  }

  @BeforeEach
  void placeAnOrder() throws Exception {
    Program.requireOrSkip(language.program);
    if (language == Language.CURL) {
      Program.requireOrSkip("curl", "openssl");
    }
    if (language == Language.PYTHON) {
      Program.Result imports =
          new Program(folder, Map.of())
              .run(List.of("python3", "-c", "import cryptography, requests"));
      Assumptions.assumeTrue(
          imports.exitCode() == 0,
          "Python lacks the packages cryptography and requests, so this client was not run");
    }
    simulator.createOrder(Peers.ORDER);
    simulator.book().refunds().settleNew(RefundState.PROCESSING, 0);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void queriesAnOrder() throws Exception {
    Program.Result result = run("GET", QUERY);

    assertThat(result.err()).isEqualToIgnoringNewLines("Verified, status 200");
    assertThat(result.exitCode()).isZero();
    assertThat(member(result.out(), "trade_state")).isEqualTo("NOTPAY");
  }

  @Test
  void closesAnOrder() throws Exception {
    Program.Result result = run("POST", CLOSE, MCHID);

    assertThat(result.err()).isEqualToIgnoringNewLines("Verified, status 204");
    assertThat(result.out()).isEmpty();
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void isToldThatAnOrderIsPaid() throws Exception {
    simulator.pay(Peers.ORDER);

    Program.Result result = run("POST", CLOSE, MCHID);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualToIgnoringNewLines("Refused with status 400");
    assertThat(member(result.out(), "code")).isEqualTo("ORDER_PAID");
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.PAID);
  }

  /** Chinese text is signed as the bytes of UTF-8 that are sent. */
  @Test
  void refundsAnOrderForAReasonInChinese() throws Exception {
    simulator.pay(Peers.ORDER);

    Program.Result result =
        run(
            "POST",
            "/v3/refund/domestic/refunds",
            """
            {"out_trade_no":"%s","out_refund_no":"REFUND-1","reason":"退货",\
            "amount":{"refund":30,"total":100,"currency":"CNY"}}"""
                .formatted(Peers.ORDER));

    assertThat(result.err()).isEqualToIgnoringNewLines("Verified, status 200");
    assertThat(member(result.out(), "status")).isEqualTo("PROCESSING");
    assertThat(simulator.book().refunds().states())
        .isEqualTo(Map.of("REFUND-1", RefundState.PROCESSING));
  }

  @ParameterizedTest
  @EnumSource(
      value = Falsification.class,
      names = {"UNSIGNED", "FORGED", "STALE", "UNKNOWN_SERIAL", "WRONG_BODY_SIGNED"})
  void doesNotTrustAFalseAnswer(Falsification how) throws Exception {
    simulator.failNext(Fault.falsify(how));

    Program.Result result = run("GET", QUERY);

    assertThat(result.err()).startsWith("The answer cannot be trusted: ");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void failsIfTheConnectionIsLost() throws Exception {
    simulator.failNext(Fault.drop(Moment.BEFORE_APPLYING), Fault.drop(Moment.BEFORE_APPLYING));

    assertThat(run("POST", CLOSE, MCHID).exitCode()).isNotZero();
    assertThat(simulator.state(Peers.ORDER)).contains(OrderState.UNPAID);
  }

  private Program.Result run(String... arguments) throws IOException, InterruptedException {
    Stream<String> command =
        Stream.concat(
            Stream.of(language.program, SCRIPTS.resolve(language.script).toString()),
            Stream.of(arguments));
    return new Program(folder, new Peers(simulator, folder).variables()).run(command.toList());
  }

  private static String member(String json, String name) {
    return JsonParser.parseString(json).getAsJsonObject().get(name).getAsString();
  }
}
