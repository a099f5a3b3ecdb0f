package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each outcome of a decisive close, as JSON and as exit code, against a simulator. */
class DecisiveOutcomeTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final String[] FURTHER = {
    "trade_state",
    "transaction_id",
    "success_time",
    "total",
    "payer_total",
    "currency",
    "close_sent",
    "ask_again_seconds"
  };

  private final WechatPaySimulator gateway = SharedSimulator.emptied();
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void pointAtTheGateway(@TempDir Path folder) {
    environment = MerchantArguments.environment(gateway, folder);
  }

  @Test
  void saysClosedWhenASignedQueryProvesIt() {
    gateway.createOrder(ORDER);

    CliRun run = decisively("--json");

    JsonNode object = run.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("CLOSED");
    assertThat(object.path("trade_state").textValue()).isEqualTo("CLOSED");
    assertThat(object.path("ask_again_seconds").isNull()).isTrue();
    assertThat(object.path("attempts").intValue()).isEqualTo(3);
    assertThat(object.path("request_id").textValue()).matches("[0-9A-F]{32}-0");
    assertThat(run.summary()).isEqualTo("close: CLOSED 1; 3 requests");
    assertThat(run.exitCode()).isZero();
    assertThat(gateway.requestCount()).isEqualTo(3);
  }

  @Test
  void closesFirstIfToldTo() {
    gateway.createOrder(ORDER);

    CliRun run = decisively("--json", "--close-first", "--deadline=30");

    JsonNode object = run.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("CLOSED");
    assertThat(object.path("attempts").intValue()).isEqualTo(2);
    assertThat(run.summary()).isEqualTo("close: CLOSED 1; 2 requests");
    assertThat(run.exitCode()).isZero();
    assertThat(gateway.requests())
        .extracting(ReceivedRequest::method)
        .containsExactly("POST", "GET");
  }

  @Test
  void closesFirstOnlyIfItDecides() {
    assertThat(CliRun.of(environment, "close", "--close-first", ORDER).err())
        .startsWith("--close-first needs --decisive");
  }

  @Test
  void saysAlreadyClosedWhenItWasClosedBefore() {
    gateway.createOrder(ORDER);
    gateway.book().move(ORDER, OrderState.CLOSED);

    CliRun run = decisively();

    assertThat(run.out())
        .startsWith("ALREADY_CLOSED " + ORDER + " ")
        .doesNotContain("CLOSED " + ORDER + " CLOSED");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void saysPaidWhenTheUserPaysBetweenTheLookAndTheClose() {
    gateway.createOrder(ORDER);
    gateway.book().schedule(ORDER, OrderState.PAID, Step.AFTER_QUERY, 1);

    CliRun run = decisively("--json");

    JsonNode object = run.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("PAID");
    assertThat(object.path("trade_state").textValue()).isEqualTo("SUCCESS");
    assertThat(object.path("transaction_id").textValue()).isNotBlank();
    assertThat(object.path("success_time").textValue()).endsWith("+08:00");
    assertThat(object.path("total").longValue()).isEqualTo(100);
    assertThat(object.path("payer_total").longValue()).isEqualTo(100);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void tellsAPersonWhatToDoAboutMoney() {
    gateway.createOrder(ORDER);
    gateway.pay(ORDER);
    gateway.createOrder("ORDER-REFUNDED");
    gateway.pay("ORDER-REFUNDED");
    gateway.book().refund("ORDER-REFUNDED");

    CliRun run = decisively("ORDER-REFUNDED");

    assertThat(run.lines().get(0))
        .startsWith("REFUNDED ORDER-REFUNDED transaction ")
        .endsWith(": see the refund");
    assertThat(run.lines().get(1))
        .startsWith("PAID " + ORDER + " transaction ")
        .endsWith(": deliver, or refund");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void saysNotFoundWhenTheGatewayKnowsNoSuchOrder() {
    CliRun run = decisively("--json");

    JsonNode object = run.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("NOT_FOUND");
    assertThat(object.path("code").textValue()).isEqualTo("ORDER_NOT_EXIST");
    assertThat(object.path("next").textValue()).isEqualTo("FIX_REQUEST");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void saysUnsettledAndWhenToAskAgainWhileTheUserIsPaying() {
    gateway.createOrder(ORDER);
    gateway.book().startPaying(ORDER);

    CliRun json = decisively("--json", "--deadline=1");
    CliRun human = decisively("--deadline=1");

    JsonNode object = json.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("UNSETTLED");
    assertThat(object.path("trade_state").textValue()).isEqualTo("USERPAYING");
    assertThat(object.path("close_sent").booleanValue()).isFalse();
    assertThat(object.path("ask_again_seconds").longValue()).isEqualTo(5);
    assertThat(json.exitCode()).isEqualTo(3);
    assertThat(human.out())
        .startsWith("UNSETTLED " + ORDER + " USERPAYING")
        .contains(": ask again after 5 s");
  }

  @Test
  void saysUnsettledWithTheFailureWhenNothingCanBeLearned() {
    gateway.failWhen(request -> Optional.of(Fault.error(500, "SYSTEM_ERROR")));

    CliRun run = decisively("--json", "--deadline=1");

    JsonNode object = run.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("UNSETTLED");
    assertThat(object.path("status").intValue()).isEqualTo(500);
    assertThat(object.path("code").textValue()).isEqualTo("SYSTEM_ERROR");
    assertThat(object.path("next").textValue()).isEqualTo("RETRY_LATER");
    assertThat(object.path("trade_state").isNull()).isTrue();
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void saysRejectedWithEveryMemberWhenTheKeyIsWrong() {
    gateway.failWhen(request -> Optional.of(Fault.error(401, "SIGN_ERROR")));

    CliRun run = decisively("--json");

    JsonNode object = run.object(FURTHER);
    assertThat(object.path("outcome").textValue()).isEqualTo("REJECTED");
    assertThat(object.path("next").textValue()).isEqualTo("FIX_CREDENTIALS_OR_CLOCK");
    assertThat(object.path("close_sent").booleanValue()).isFalse();
    assertThat(run.exitCode()).isEqualTo(5);
  }

  @Test
  void decidesOrdersOfItsOwnInTheSimulator() {
    CliRun run = CliRun.of(Map.of(), "close", "--decisive", "--simulator", ORDER);

    assertThat(run.out())
        .startsWith("SIMULATED CLOSED " + ORDER + " ")
        .doesNotContain(ORDER + " CLOSED");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void refusesADeadlineThatCannotBeKept() {
    assertThat(CliRun.of(environment, "close", "--deadline=5", ORDER).err())
        .startsWith("--deadline needs --decisive");
    assertThat(decisively("--deadline=0").err())
        .startsWith(
            "Invalid value for option '--deadline': expected a number from 1 to 3600, but was '0'");
  }

  private CliRun decisively(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "close";
    arguments[1] = "--decisive";
    System.arraycopy(more, 0, arguments, 2, more.length);
    arguments[arguments.length - 1] = ORDER;
    return CliRun.of(environment, arguments);
  }
}
