package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.ports.Ports;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each outcome, as JSON and as exit code, against a simulator that plays the gateway. */
class CloseOutcomeTest {

  private static final String ORDER = "ORDER-20261123-1";

  private final WechatPaySimulator gateway = SharedSimulator.emptied();
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void pointAtTheGateway(@TempDir Path folder) {
    environment = MerchantArguments.environment(gateway, folder);
  }

  @Test
  void saysClosedWhenTheGatewayClosedTheOrder() {
    gateway.createOrder(ORDER);
    Instant before = Instant.now();

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("out_trade_no").textValue()).isEqualTo(ORDER);
    assertThat(object.path("outcome").textValue()).isEqualTo("CLOSED");
    assertThat(object.path("status").intValue()).isEqualTo(204);
    assertThat(object.path("request_id").textValue()).isNotBlank();
    assertNulls(object, "code", "message", "exception", "reason", "next", "explanation");
    assertThat(object.path("attempts").intValue()).isEqualTo(1);
    assertThat(Instant.parse(object.path("time").textValue()))
        .isBetween(before.truncatedTo(ChronoUnit.MILLIS), Instant.now());
    assertThat(object.path("duration_ms").longValue()).isNotNegative();
    assertThat(run.exitCode()).isZero();
    assertThat(run.summary()).isEqualTo("close: CLOSED 1; 1 request");
    assertThat(run.errBeforeSummary()).isEmpty();
    assertThat(gateway.state(ORDER)).contains(OrderState.CLOSED);
  }

  @Test
  void saysClosedWhenTheOrderIsClosedOnceMore() {
    gateway.createOrder(ORDER);

    CliRun run = CliRun.of(environment, "close", ORDER, ORDER);

    assertThat(run.lines())
        .hasSize(2)
        .allMatch(line -> line.matches("CLOSED " + ORDER + " \\(Request-ID \\S+\\)"));
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void saysRejectedWhenTheOrderIsPaid() {
    gateway.createOrder(ORDER);
    gateway.pay(ORDER);

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("REJECTED");
    assertThat(object.path("status").intValue()).isEqualTo(400);
    assertThat(object.path("code").textValue()).isEqualTo("ORDER_PAID");
    assertThat(object.path("message").textValue()).startsWith("订单已支付");
    assertThat(object.path("request_id").textValue()).isNotBlank();
    assertThat(object.path("exception").textValue()).isEqualTo("OrderPaidException");
    assertNulls(object, "reason");
    assertThat(object.path("next").textValue()).isEqualTo("QUERY_ORDER");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(gateway.state(ORDER)).contains(OrderState.PAID);
  }

  @Test
  void tellsAPersonWhatTheGatewaySaidAndWhatToDo() {
    failAlways(Fault.error(403, "TRADE_ERROR"));

    CliRun run = CliRun.of(environment, "close", ORDER);

    assertThat(run.lines())
        .singleElement()
        .asString()
        .matches(
            "REJECTED "
                + ORDER
                + " 403 TRADE_ERROR simulated TRADE_ERROR: query the order \\(Request-ID \\S+\\)");
  }

  @Test
  void saysUnknownWhenTheGatewayFails() {
    failAlways(Fault.error(500, "SYSTEM_ERROR"));

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("UNKNOWN");
    assertThat(object.path("status").intValue()).isEqualTo(500);
    assertThat(object.path("code").textValue()).isEqualTo("SYSTEM_ERROR");
    assertThat(object.path("message").textValue()).isEqualTo("simulated SYSTEM_ERROR");
    assertThat(object.path("exception").textValue()).isEqualTo("SystemErrorException");
    assertNulls(object, "reason");
    assertThat(object.path("next").textValue()).isEqualTo("RETRY_LATER");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"202, ResponseNotVerifiedException", "502, ServerErrorException"})
  void saysUnknownWhenAPageOfHtmlComes(int status, String exception) {
    failAlways(Fault.html(status));

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("UNKNOWN");
    assertThat(object.path("status").intValue()).isEqualTo(status);
    assertNulls(object, "code");
    assertThat(object.path("message").textValue()).contains("HTTP " + status);
    assertThat(object.path("exception").textValue()).isEqualTo(exception);
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void saysUnknownWhenTheGatewayHasNotProcessedTheCloseYet() {
    failAlways(Fault.error(202, "USER_PAYING").withSignature());

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("UNKNOWN");
    assertThat(object.path("status").intValue()).isEqualTo(202);
    assertThat(object.path("code").textValue()).isEqualTo("USER_PAYING");
    assertThat(object.path("exception").textValue()).isEqualTo("UserPayingException");
    assertNulls(object, "reason");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "UNSIGNED, MISSING_HEADER",
    "FORGED, WRONG_SIGNATURE",
    "STALE, EXPIRED_TIMESTAMP",
    "UNKNOWN_SERIAL, UNKNOWN_SERIAL",
    "NOT_BASE64, MALFORMED_SIGNATURE",
    "SIGNTEST, SIGNTEST_PROBE"
  })
  void saysUnknownWithTheReasonWhenA204DoesNotVerify(Falsification how, String reason) {
    gateway.createOrder(ORDER);
    failAlways(Fault.falsify(how));

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("UNKNOWN");
    assertThat(object.path("status").intValue()).isEqualTo(204);
    assertNulls(object, "code");
    assertThat(object.path("exception").textValue()).isEqualTo("ResponseNotVerifiedException");
    assertThat(object.path("reason").textValue()).isEqualTo(reason);
    assertThat(object.path("next").textValue()).isEqualTo("QUERY_ORDER");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void saysUnknownWhenTheConnectionIsLostAfterSending() {
    gateway.createOrder(ORDER);
    failAlways(Fault.drop(Moment.AFTER_APPLYING));

    CliRun run = CliRun.of(environment, "close", "--json", ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("UNKNOWN");
    assertThat(object.path("exception").textValue()).isEqualTo("TransportException");
    assertThat(object.path("message").textValue()).startsWith("No answer after the request");
    assertNulls(object, "status", "code", "request_id", "reason");
    assertThat(object.path("next").textValue()).isEqualTo("QUERY_ORDER");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void saysNotSentWhenTheConnectionIsRefused() throws IOException {
    int port = Ports.refusing();

    CliRun run =
        CliRun.of(environment, "close", "--json", "--base-url=http://127.0.0.1:" + port, ORDER);

    JsonNode object = run.object();
    assertThat(object.path("outcome").textValue()).isEqualTo("NOT_SENT");
    assertThat(object.path("exception").textValue()).isEqualTo("TransportException");
    assertThat(object.path("message").textValue())
        .isEqualTo(
            "Nothing was sent: Failed to connect to /127.0.0.1:" + port + " (Connection refused)");
    assertNulls(object, "status", "code", "request_id", "reason");
    assertThat(object.path("next").textValue()).isEqualTo("RETRY_LATER");
    assertThat(object.path("attempts").intValue()).isPositive();
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.summary()).startsWith("close: NOT_SENT 1; ");
  }

  @Test
  void writesNoSecondOutcomeAndNoNameOfAClassOnALine() throws IOException {
    CliRun notSent = CliRun.of(environment, "close", "--base-url=" + nobodyListens(), ORDER);
    failAlways(Fault.html(502));
    CliRun html = CliRun.of(environment, "close", ORDER);
    failAlways(Fault.drop(Moment.AFTER_APPLYING));
    CliRun lost = CliRun.of(environment, "close", ORDER);

    assertThat(List.of(notSent, html, lost))
        .extracting(CliRun::out)
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain("outcome", "Exception", "java.")
                    .doesNotContainPattern("(?s)(NOT_SENT|UNKNOWN|REJECTED).*(REJECTED|UNKNOWN)"));
    assertThat(notSent.out())
        .startsWith("NOT_SENT " + ORDER + " Nothing was sent: ")
        .contains(": retry the same request later");
  }

  private static String nobodyListens() {
    return "http://127.0.0.1:" + Ports.refusing();
  }

  @Test
  void tellsWhatASignErrorIsAboutAsTheDoctorDoes() {
    environment = CliRun.with(environment, "WECHATPAY_MERCHANT_SERIAL", "0".repeat(39) + "1");
    String explanation = "the gateway does not know the serial " + "0".repeat(39) + "1";

    CliRun human = CliRun.of(environment, "close", ORDER);
    CliRun decisive = CliRun.of(environment, "close", "--decisive", ORDER);
    CliRun query = CliRun.of(environment, "query", ORDER);
    CliRun json = CliRun.of(environment, "close", "--json", ORDER);

    for (CliRun run : List.of(human, decisive, query)) {
      assertThat(run.out())
          .startsWith("REJECTED " + ORDER + " 401 SIGN_ERROR ")
          .contains(explanation)
          .contains(": fix the credentials or the clock");
      assertThat(run.exitCode()).isEqualTo(5);
    }
    assertThat(json.object().path("explanation").textValue()).contains(explanation);
  }

  @Test
  void saysInvalidWhenAnOrderNumberOfAPipeBreaksTheRule() {
    CliRun run = CliRun.withInput("../x\n", environment, "close", "--json", "--file=-");

    JsonNode object = run.object();
    assertThat(object.path("out_trade_no").textValue()).isEqualTo("../x");
    assertThat(object.path("outcome").textValue()).isEqualTo("INVALID");
    assertThat(object.path("exception").textValue()).isEqualTo("InvalidOrderNumberException");
    assertThat(object.path("message").textValue()).startsWith("The out_trade_no must be 6 to 32");
    assertNulls(object, "status", "code", "request_id", "reason");
    assertThat(object.path("next").textValue()).isEqualTo("FIX_REQUEST");
    assertThat(object.path("attempts").intValue()).isZero();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(gateway.requestCount()).isZero();
  }

  @Test
  void writesAnOrderNumberWithControlCharactersInOneLine() {
    CliRun run = CliRun.withInput("a\r\u001b[2Jb\u202e", environment, "close", "--file=-");

    assertThat(run.lines())
        .singleElement()
        .asString()
        .startsWith("INVALID a??[2Jb? The out_trade_no must be")
        .endsWith("; nothing was sent: fix the request");
  }

  @Test
  void exitsWithUnknownWhenOutcomesAreMixed() {
    gateway.createOrder(ORDER);
    gateway.failWhen(
        request ->
            request.path().contains("FAILS")
                ? Optional.of(Fault.error(500, "SYSTEM_ERROR"))
                : request.path().contains("REFUSED")
                    ? Optional.of(Fault.error(403, "TRADE_ERROR"))
                    : Optional.empty());

    CliRun run =
        CliRun.withInput(
            "no\nORDER-FAILS\n" + ORDER + "\nORDER-REFUSED\n", environment, "close", "--file=-");

    assertThat(run.lines())
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("INVALID", "UNKNOWN", "CLOSED", "REJECTED");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void neverSaysSimulatedWithoutTheOption() {
    failAlways(Fault.error(500, "SYSTEM_ERROR", "an error"));

    CliRun human = CliRun.of(environment, "close", "ORDER-1", "ORDER-2");
    CliRun json = CliRun.of(environment, "close", "--json", "ORDER-1", "ORDER-2");

    assertThat(human.out()).doesNotContainIgnoringCase("simulated");
    assertThat(json.objects()).hasSize(2).noneMatch(object -> object.has("simulated"));
  }

  /** The client may try again by itself: then the last attempt fails like the first. */
  private void failAlways(Fault fault) {
    gateway.failWhen(request -> Optional.of(fault));
  }

  private static void assertNulls(JsonNode object, String... members) {
    for (String member : members) {
      assertThat(object.path(member).isNull()).as(member).isTrue();
    }
  }
}
