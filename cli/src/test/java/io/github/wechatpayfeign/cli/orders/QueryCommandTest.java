package io.github.wechatpayfeign.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.cli.CliRun;
import io.github.wechatpayfeign.cli.MerchantArguments;
import io.github.wechatpayfeign.cli.SharedSimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A query shows what WeChat Pay says about an order, to a person and to a program. */
class QueryCommandTest {

  private static final String[] FACTS = {
    "trade_state", "transaction_id", "success_time", "total", "payer_total", "currency"
  };

  private final WechatPaySimulator gateway = SharedSimulator.emptied();
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void pointAtTheGateway(@TempDir Path folder) {
    environment = MerchantArguments.environment(gateway, folder);
  }

  @Test
  void tellsAPersonTheStateOfEachOrder() {
    gateway.createOrder("ORDER-1");
    gateway.createOrder("ORDER-2");
    gateway.pay("ORDER-2");

    CliRun run = CliRun.of(environment, "query", "ORDER-1", "ORDER-2");

    assertThat(run.lines().get(0)).isEqualTo("FOUND ORDER-1 NOTPAY, 100 fen");
    assertThat(run.lines().get(1))
        .matches("FOUND ORDER-2 SUCCESS, transaction \\d+, 100 fen, paid at 2\\S+\\+08:00");
    assertThat(run.exitCode()).isZero();
    assertThat(run.summary()).isEqualTo("query: FOUND 2; 2 requests");
  }

  @Test
  void tellsAProgramWhoPaidHowMuchAndWhen() {
    gateway.book().create("ORDER-1", 250);
    gateway.book().payWithCoupon("ORDER-1", 50);

    JsonNode object = CliRun.of(environment, "query", "--json", "ORDER-1").object(FACTS);

    assertThat(object.path("outcome").textValue()).isEqualTo("FOUND");
    assertThat(object.path("trade_state").textValue()).isEqualTo("SUCCESS");
    assertThat(object.path("transaction_id").textValue()).isNotBlank();
    assertThat(object.path("success_time").textValue()).endsWith("+08:00");
    assertThat(object.path("total").isIntegralNumber()).isTrue();
    assertThat(object.path("total").longValue()).isEqualTo(250);
    assertThat(object.path("payer_total").longValue()).isEqualTo(200);
    assertThat(object.path("currency").textValue()).isEqualTo("CNY");
    assertThat(object.path("next").isNull()).isTrue();
  }

  @Test
  void findsAnOrderByTheNumberOfWechatPay() {
    gateway.createOrder("ORDER-1");
    gateway.pay("ORDER-1");
    String id =
        CliRun.of(environment, "query", "--json", "ORDER-1")
            .object(FACTS)
            .path("transaction_id")
            .textValue();

    JsonNode object =
        CliRun.of(environment, "query", "--json", "--transaction-id", id).object(FACTS);

    assertThat(object.path("out_trade_no").textValue()).isEqualTo("ORDER-1");
    assertThat(object.path("transaction_id").textValue()).isEqualTo(id);
  }

  @Test
  void saysThatAnOrderIsNotFound() {
    CliRun human = CliRun.of(environment, "query", "ORDER-1");
    CliRun byId = CliRun.of(environment, "query", "--transaction-id", "4200000000");
    JsonNode object = CliRun.of(environment, "query", "--json", "ORDER-1").object(FACTS);

    assertThat(human.out())
        .startsWith("NOT_FOUND ORDER-1 404 ORDER_NOT_EXIST ")
        .contains(": check the number; this answer is not signed (Request-ID ");
    assertThat(human.exitCode()).isEqualTo(1);
    assertThat(byId.out()).startsWith("NOT_FOUND transaction 4200000000 404 ORDER_NOT_EXIST ");
    assertThat(object.path("outcome").textValue()).isEqualTo("NOT_FOUND");
    assertThat(object.path("trade_state").isNull()).isTrue();
  }

  @Test
  void saysInvalidWhenANumberBreaksItsRule() {
    CliRun byNumber = CliRun.withInput("no", environment, "query", "--file=-");
    CliRun byId = CliRun.withInput("42/00", environment, "query", "--file=-", "--transaction-id");

    assertThat(byNumber.out()).startsWith("INVALID no The out_trade_no must be");
    assertThat(byId.out()).startsWith("INVALID transaction 42/00 The transaction_id must be");
    assertThat(byNumber.exitCode()).isEqualTo(2);
    assertThat(gateway.requestCount()).isZero();
  }

  @Test
  void saysUnknownWhenTheAnswerDoesNotVerify() {
    gateway.createOrder("ORDER-1");
    gateway.failWhen(request -> Optional.of(Fault.html(200)));

    CliRun run = CliRun.of(environment, "query", "--json", "ORDER-1");

    assertThat(run.object(FACTS).path("outcome").textValue()).isEqualTo("UNKNOWN");
    assertThat(run.object(FACTS).path("reason").textValue()).isEqualTo("MISSING_HEADER");
    assertThat(run.exitCode()).isEqualTo(3);
  }
}
