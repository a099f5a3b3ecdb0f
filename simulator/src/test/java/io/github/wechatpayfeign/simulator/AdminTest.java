package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.simulator.AdminCall.Answer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator is steered over HTTP. */
class AdminTest extends SimulatorTest {
  private final AdminCall admin = new AdminCall(simulator);
  private final SimulatorCalls calls = new SimulatorCalls(simulator);

  @Test
  void createsAndPaysAnOrder() {
    Answer created = admin.post("/orders", "{\"out_trade_no\":\"ORDER-1\",\"total\":250}");
    Answer paid = admin.post("/orders/ORDER-1/pay", "");

    assertThat(created.json().path("state").asText()).isEqualTo("UNPAID");
    assertThat(paid.json().path("trade_state").asText()).isEqualTo("SUCCESS");
    assertThat(paid.json().path("history")).hasSize(2);
    assertThat(calls.query("ORDER-1").json().at("/amount/total").asInt()).isEqualTo(250);
    assertThat(simulator.state("ORDER-1")).contains(OrderState.PAID);
  }

  @Test
  void keepsTheOrdersOfSubMerchantsApart() {
    admin.post("/orders", "{\"out_trade_no\":\"ORDER-1\",\"sub_mchid\":\"1900000109\"}");

    assertThat(admin.get("/orders/ORDER-1").status()).isEqualTo(404);
    assertThat(admin.get("/orders/ORDER-1?sub_mchid=1900000109").status()).isEqualTo(200);
    assertThat(admin.get("/orders").json().at("/orders/0/sub_mchid").asText())
        .isEqualTo("1900000109");
    assertThat(simulator.book().ofSubMerchant("1900000109").states()).containsKey("ORDER-1");
  }

  @Test
  void acceptsEveryLegalNumberInAPath() {
    simulator.createOrder("A|*-_1234");

    assertThat(admin.post("/orders/A%7C*-_1234/pay", "").status()).isEqualTo(200);
    assertThat(simulator.state("A|*-_1234")).contains(OrderState.PAID);
  }

  @Test
  void listsTheNewestOrderFirstWithoutAllOthers() {
    simulator.createOrder("ORDER-1");
    simulator.book().ofSubMerchant("1900000109").create("ORDER-2");
    simulator.createOrder("ORDER-3");
    simulator.pay("ORDER-1");

    assertThat(numbers("/orders")).containsExactly("ORDER-3", "ORDER-2", "ORDER-1");
    assertThat(numbers("/orders?limit=1")).containsExactly("ORDER-3");
    assertThat(numbers("/orders?limit=0")).isEmpty();
    assertThat(numbers("/orders?mchid=1900000001&limit=1")).containsExactly("ORDER-3");
    assertThat(numbers("/orders?sub_mchid=1900000109")).containsExactly("ORDER-2");
    assertThat(numbers("/orders?search=DER-1")).containsExactly("ORDER-1");
    assertThat(numbers("/orders?search=order-1")).isEmpty();
    assertThat(total("/orders?limit=1")).isEqualTo(3);
    assertThat(total("/orders?mchid=1900000001&limit=1")).isEqualTo(2);
    assertThat(total("/orders?search=ORDER&limit=1")).isEqualTo(3);
    assertThat(total("/orders?search=ORDER-2")).isOne();
    simulator.reset();
    assertThat(total("/orders")).isZero();
  }

  private List<String> numbers(String path) {
    return admin.get(path).json().path("orders").findValuesAsText("out_trade_no");
  }

  private long total(String path) {
    return admin.get(path).json().path("total").asLong();
  }

  @Test
  void listsTheNewestNoticesIfThereIsALimit() {
    simulator.notices().defaultUrl("http://127.0.0.1:1/nobody");
    for (String number : List.of("ORDER-1", "ORDER-2", "ORDER-3")) {
      simulator.createOrder(number);
      simulator.pay(number);
    }

    JsonNode notices = admin.get("/notices?limit=2").json();

    assertThat(notices.path("notices").findValuesAsText("number"))
        .containsExactly("ORDER-2", "ORDER-3");
    assertThat(notices.path("total").asInt()).isEqualTo(3);
    assertThat(admin.get("/notices").json().path("notices")).hasSize(3);
  }

  @Test
  void expiresAnOrderByTheClock() {
    calls.place("ORDER-1");

    admin.post("/orders/ORDER-1/expire", "");

    assertThat(simulator.now()).isEqualTo(clock.instant().plus(Duration.ofSeconds(3601)));
    assertThat(admin.post("/orders/ORDER-1/pay", "").status()).isEqualTo(409);
    assertThat(admin.post("/orders/ORDER-1/pay", "").json().path("message").asText())
        .contains("time_expire");
  }

  @Test
  void movesTheClock() {
    Instant start = clock.instant();

    assertThat(admin.post("/clock/advance", "{\"seconds\":60}").json().path("now").asText())
        .isEqualTo(start.plusSeconds(60).toString());
    admin.post("/clock/set", "{\"now\":\"2027-01-15T16:00:00+08:00\"}");
    assertThat(simulator.now()).isEqualTo(Instant.parse("2027-01-15T08:00:00Z"));
    clock.advanceSeconds(5);
    assertThat(simulator.now()).isEqualTo(Instant.parse("2027-01-15T08:00:05Z"));
    admin.post("/clock/reset", "");
    assertThat(simulator.now()).isEqualTo(start.plusSeconds(5));
  }

  @Test
  void aRequestSignedByTheOldClockIsRefusedAfterAMove() {
    simulator.createOrder("ORDER-1");
    admin.post("/clock/advance", "{\"seconds\":301}");

    assertThat(call("ORDER-1").send().code()).isEqualTo("SIGN_ERROR");
    assertThat(calls.query("ORDER-1").status()).isEqualTo(200);
  }

  @Test
  void makesRequestsOfAnOrderFailUntilTheFaultsEnd() {
    simulator.createOrder("ORDER-1");
    simulator.createOrder("ORDER-2");
    admin.post(
        "/faults/orders/ORDER-1",
        """
        {"faults":[{"kind":"error","status":500,"code":"SYSTEM_ERROR"},
                   {"kind":"error","status":429,"code":"FREQUENCY_LIMITED",
                    "headers":{"Retry-After":"7"},"signed":true},
                   {"kind":"none"}]}""");

    assertThat(calls.query("ORDER-2").status()).isEqualTo(200);
    assertThat(calls.query("ORDER-1").status()).isEqualTo(500);
    RawAnswer limited = calls.query("ORDER-1");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).isEqualTo("7");
    assertThat(limited.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(calls.query("ORDER-1").status()).isEqualTo(200);
    assertThat(calls.query("ORDER-1").status()).isEqualTo(200);
  }

  @Test
  void theLastFaultOfAPathStaysUntilItIsRemoved() {
    simulator.createOrder("ORDER-1");
    simulator.failPath("/v3/pay/*", Fault.html(502));
    simulator.failPath("*", Fault.html(503));

    assertThat(calls.query("ORDER-1").status()).isEqualTo(502);
    assertThat(calls.query("ORDER-1").status()).isEqualTo(502);
    simulator.failPath("/v3/pay/*");
    assertThat(calls.query("ORDER-1").status()).isEqualTo(503);
    assertThat(admin.send("DELETE", "/faults", "").status()).isEqualTo(204);
    assertThat(calls.query("ORDER-1").status()).isEqualTo(200);
  }

  @Test
  void faultsOfTheNextRequestComeBeforeThoseOfItsOrderAndItsPath() {
    simulator.createOrder("ORDER-1");
    simulator.failPath("*", Fault.html(503));
    simulator.failOrder("ORDER-1", Fault.html(502));
    simulator.failNext(Fault.html(501));

    assertThat(calls.query("ORDER-1").status()).isEqualTo(501);
    assertThat(calls.query("ORDER-1").status()).isEqualTo(502);
    assertThat(calls.query("ORDER-2").status()).isEqualTo(503);
  }

  @Test
  void readsEveryKindOfFaultAndWritesItInAFormThatCanBeReadAgain() {
    String faults =
        """
        {"faults":[{"kind":"error","status":500,"code":"SYSTEM_ERROR","message":"busy"},
          {"kind":"answer","status":200,"body":"{}","headers":{"Content-Type":["text/plain"]}},
          {"kind":"html","status":502,"moment":"AFTER_APPLYING"},
          {"kind":"redirect","status":302,"location":"/elsewhere"},
          {"kind":"delay","millis":5},
          {"kind":"drop","moment":"AFTER_APPLYING"},
          {"kind":"truncated","status":200},
          {"kind":"oversized","status":200,"bytes":100000},
          {"kind":"falsify","how":"FORGED"},
          {"kind":"none"}]}""";
    JsonNode written = admin.post("/faults/next", faults).json().path("next");
    List<Fault> read = simulator.waitingFaults().next();
    simulator.clearFaults();
    admin.post("/faults/next", "{\"faults\":" + written + "}");

    assertThat(read)
        .hasSize(10)
        .contains(
            Fault.error(500, "SYSTEM_ERROR", "busy"),
            Fault.html(502).at(Moment.AFTER_APPLYING),
            Fault.redirect(302, "/elsewhere"),
            Fault.drop(Moment.AFTER_APPLYING),
            Fault.none());
    assertThat(simulator.waitingFaults().next()).isEqualTo(read);
  }

  @Test
  void showsTheVerdictOnEachRequest() {
    simulator.createOrder("ORDER-1");
    simulator.failNext(
        Fault.none(), Fault.error(500, "SYSTEM_ERROR"), Fault.drop(Moment.BEFORE_APPLYING));
    calls.query("ORDER-1");
    calls.query("ORDER-1");
    assertThat(call("ORDER-1").sendForBytes()).isEmpty();
    calls.query("ORDER-2");

    JsonNode requests = admin.get("/requests").json();

    assertThat(requests.path("count").asInt()).isEqualTo(4);
    assertThat(requests.at("/requests/0/accepted").asBoolean()).isTrue();
    assertThat(requests.at("/requests/0/fault").asText()).isEmpty();
    assertThat(requests.at("/requests/1/status").asInt()).isEqualTo(500);
    assertThat(requests.at("/requests/1/fault").asText()).startsWith("CannedAnswer[status=500");
    assertThat(requests.at("/requests/2/status").asInt()).isZero();
    assertThat(requests.at("/requests/2/fault").asText()).startsWith("Drop[");
    assertThat(requests.at("/requests/2/body").asText()).isEqualTo("{\"mchid\":\"1900000001\"}");
    assertThat(requests.at("/requests/3/code").asText()).isEqualTo("ORDER_NOT_EXIST");
    assertThat(requests.at("/requests/3/message").asText()).isEqualTo("订单不存在");
  }

  @Test
  void shortensTheSignatureOfARequest() {
    calls.query("ORDER-1");

    String authorization =
        admin.get("/requests").json().at("/requests/0/headers/Authorization/0").asText();

    assertThat(authorization)
        .contains("mchid=\"1900000001\"", simulator.merchantSerial())
        .matches(".*signature=\"[A-Za-z0-9+/]{12}…\".*");
  }

  @Test
  void givesTheNewestRequestsOrThoseAfterANumber() {
    for (int i = 1; i <= 4; i++) {
      calls.query("ORDER-" + i);
    }

    assertThat(admin.get("/requests?limit=2").json().findValuesAsText("sequence"))
        .containsExactly("3", "4");
    assertThat(admin.get("/requests?after=1&limit=2").json().findValuesAsText("sequence"))
        .containsExactly("2", "3");
    assertThat(admin.get("/requests/2").json().path("target").asText()).contains("ORDER-2");
    assertThat(admin.get("/requests/5").status()).isEqualTo(404);
  }

  @Test
  void waitsForTheNextRequest() {
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(() -> admin.get("/requests?after=0&wait_seconds=30"));
    calls.query("ORDER-1");

    assertThat(waiting.join().json().path("requests")).hasSize(1);
  }

  @Test
  void closingEndsAWait() {
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(() -> admin.get("/requests?after=0&wait_seconds=30"));
    long start = System.nanoTime();

    simulator.close();

    assertThat(waiting.handle((answer, failure) -> true).join()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
  }

  @Test
  void itsOwnRequestsAreNeitherStoredNorHitByFaults() {
    simulator.failNext(Fault.html(502));

    assertThat(admin.get("/orders").status()).isEqualTo(200);
    assertThat(simulator.requests()).isEmpty();
    assertThat(simulator.handledRequests()).isEmpty();
    assertThat(simulator.waitingFaults().next()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          GET;/nothing;;404;RESOURCE_NOT_EXISTS;no command
          GET;/orders/ORDER-9;;404;RESOURCE_NOT_EXISTS;ORDER-9 does not exist
          PUT;/orders;;405;INVALID_REQUEST;use GET, POST
          POST;/openapi.json;;405;INVALID_REQUEST;use GET
          POST;/orders;;400;PARAM_ERROR;out_trade_no is missing
          POST;/orders;[];400;PARAM_ERROR;JSON object
          POST;/orders;{;400;PARAM_ERROR;not JSON
          POST;/orders;{"out_trade_no":"x"};400;PARAM_ERROR;6 to 32
          POST;/orders;{"out_trade_no":7};400;PARAM_ERROR;JSON type string
          POST;/orders;{"out_trade_no":"ORDER-1","amount":1};400;PARAM_ERROR;no parameter amount
          POST;/orders/ORDER-1/pay;;409;INVALID_STATE;ORDER-1 does not exist
          POST;/orders/ORDER-1/move;{"state":"GONE"};400;PARAM_ERROR;one of UNPAID
          POST;/faults/next;{"faults":[{"kind":"error"}]};400;PARAM_ERROR;status is missing
          POST;/faults/next;{"faults":[1]};400;PARAM_ERROR;JSON object
          POST;/faults/paths;{"path":"x","faults":[]};400;PARAM_ERROR;begin with /
          POST;/clock/set;{"now":"noon"};400;PARAM_ERROR;now must be like
          GET;/requests?wait_seconds=31;;400;PARAM_ERROR;0 to 30
          GET;/requests?after=x;;400;PARAM_ERROR;JSON type integer
          GET;/orders/%zz;;400;PARAM_ERROR;%
          POST;/keys/platform-certificates;;409;INVALID_STATE;PUBLIC_KEY
          """)
  void refusesInTheFormOfTheGateway(
      String method, String path, String body, int status, String code, String message) {
    RawAnswer answer = raw(method, path, body == null ? "" : body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).contains(message);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.values("Allow").isEmpty()).isEqualTo(status != 405);
  }

  /** Sends exactly this path, which a URI class would refuse. */
  private RawAnswer raw(String method, String path, String body) {
    RawCall call = call("ORDER-1").post("/__admin" + path, body).header("Authorization");
    call.method = method;
    return call.send();
  }

  @Test
  void addsAMerchantWhoseKeysWork() {
    JsonNode merchant = admin.post("/merchants", "{\"mchid\":\"1900000002\"}").json();

    RawCall query = call("ORDER-1").by(simulator.findMerchant("1900000002").orElseThrow());
    query.serial = merchant.path("serial").asText();
    query.privateKeyPem = merchant.path("private_key_pem").asText();
    assertThat(
            query.get("/v3/pay/transactions/out-trade-no/ORDER-1?mchid=1900000002").send().code())
        .isEqualTo("ORDER_NOT_EXIST");
    assertThat(admin.get("/merchants").json().findValuesAsText("mchid"))
        .containsExactly("1900000001", "1900000002");
  }

  @Test
  void resetForgetsEverythingButTheMerchants() {
    admin.post("/merchants", "{\"mchid\":\"1900000002\"}");
    simulator.createOrder("ORDER-1");
    calls.query("ORDER-1");
    simulator.failOrder("ORDER-1", Fault.html(502));
    simulator.advanceClock(Duration.ofHours(1));

    assertThat(admin.post("/reset", "").status()).isEqualTo(204);

    assertThat(admin.get("/orders").json().path("orders")).isEmpty();
    assertThat(admin.get("/requests").json().path("requests")).isEmpty();
    assertThat(admin.get("/faults").json().path("orders")).isEmpty();
    assertThat(simulator.now()).isEqualTo(clock.instant());
    assertThat(admin.get("/merchants").json().path("merchants")).hasSize(2);
  }
}
