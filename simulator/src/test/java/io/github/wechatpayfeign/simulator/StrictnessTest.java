package io.github.wechatpayfeign.simulator;

import static io.github.wechatpayfeign.simulator.gateway.Strictness.ACCEPT_JSON;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.AUTHORIZATION_SYNTAX;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.LISTED_MEMBERS;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.PATH_NUMBER_FORM;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.SINGLE_USE_NONCE;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.UNIQUE_NAMES;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.UPPER_CASE_SERIAL;
import static io.github.wechatpayfeign.simulator.gateway.Strictness.WHOLE_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Each strict rule refuses only what breaks it, and only if it is on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrictnessTest {
  private static final String ROOT = "/v3/pay/transactions";

  static final List<Arguments> breaches =
      List.of(
          breach("any type", ACCEPT_JSON, 204, accept("*/*")),
          breach("types with q", ACCEPT_JSON, 204, accept("application/json, image/*;q=0.5")),
          breach("any application type", ACCEPT_JSON, 204, accept("application/*")),
          breach("two headers", ACCEPT_JSON, 204, accept("application/json", "text/plain")),
          breach("only other types", ACCEPT_JSON, 204, accept("text/html")),
          breach("space after comma", AUTHORIZATION_SYNTAX, 204, edit(",", ", ")),
          breach("space before comma", AUTHORIZATION_SYNTAX, 204, edit(",", "\t,")),
          breach("two spaces after scheme", AUTHORIZATION_SYNTAX, 204, edit(" ", "  ")),
          breach("trailing comma", AUTHORIZATION_SYNTAX, 204, edit("$", ",")),
          breach("empty item", AUTHORIZATION_SYNTAX, 204, edit(",", ",,")),
          breach("unknown item", AUTHORIZATION_SYNTAX, 204, edit("$", ",Extra-1=\"1\"")),
          breach("merchant's serial", UPPER_CASE_SERIAL, 204, StrictnessTest::lowerCaseSerial),
          breach("gateway's serial", UPPER_CASE_SERIAL, 204, StrictnessTest::lowerCaseKey),
          breach("nonce twice", SINGLE_USE_NONCE, 204, StrictnessTest::twice),
          breach("short number", PATH_NUMBER_FORM, 204, close("12345")),
          breach("other characters", PATH_NUMBER_FORM, 204, close("ORDER%400001")),
          breach("query of a short number", PATH_NUMBER_FORM, 404, query("12345")),
          breach(
              "transaction id with a dash",
              PATH_NUMBER_FORM,
              404,
              get(ROOT + "/id/42-1?mchid=1900000001")),
          breach(
              "refund number with a dot",
              PATH_NUMBER_FORM,
              404,
              get("/v3/refund/domestic/refunds/R.1")),
          breach("member of a close", LISTED_MEMBERS, 204, body("'mchid':'1900000001','a':1")),
          breach("member of a refund", LISTED_MEMBERS, 404, refund("'a':1")),
          breach(
              "member twice", UNIQUE_NAMES, 204, body("'mchid':'1900000002','mchid':'1900000001'")),
          breach(
              "parameter twice",
              UNIQUE_NAMES,
              200,
              get(ROOT + "/out-trade-no/ORDER-0001?mchid=1900000002&mchid=1900000001")),
          breach("milliseconds", WHOLE_SECONDS, 200, prepay("2027-01-15T17:00:00.123+08:00")));

  private final SteppedClock clock = new SteppedClock();
  private final Map<Set<Strictness>, WechatPaySimulator> simulators = new HashMap<>();

  @AfterAll
  void closeSimulators() {
    simulators.values().forEach(WechatPaySimulator::close);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @FieldSource("breaches")
  void isLenientByDefault(
      String name, Strictness rule, int status, Function<RawCall, RawAnswer> breach) {
    RawAnswer answer = breach.apply(call(Set.of()));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @FieldSource("breaches")
  void refusesWhatBreaksARuleAndNamesIt(
      String name, Strictness rule, int status, Function<RawCall, RawAnswer> breach) {
    RawAnswer answer = breach.apply(call(Set.of(rule)));

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.json().at("/detail/issue").asText())
        .isEqualTo("WechatPaySimulator: Strictness." + rule);
  }

  @ParameterizedTest(name = "{1}: {0}")
  @FieldSource("breaches")
  void acceptsWhatBreaksNoneOfTheOtherRules(
      String name, Strictness rule, int status, Function<RawCall, RawAnswer> breach) {
    RawAnswer answer = breach.apply(call(EnumSet.complementOf(EnumSet.of(rule))));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @Test
  void breaksEveryRule() {
    assertThat(breaches.stream().map(breach -> breach.get()[1]).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder((Object[]) Strictness.values());
  }

  @Test
  void acceptsWithAllRulesWhatThePagesShow() {
    RawAnswer answer = call(EnumSet.allOf(Strictness.class)).send();

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private RawCall call(Set<Strictness> rules) {
    WechatPaySimulator simulator = simulators.computeIfAbsent(rules, this::start);
    simulator.reset();
    simulator.createOrder("ORDER-0001");
    RawCall call = new RawCall(simulator, clock.seconds(), "ORDER-0001");
    return call.header("Wechatpay-Serial", simulator.platformCertificates().get(0).serial());
  }

  private WechatPaySimulator start(Set<Strictness> rules) {
    WechatPaySimulatorBuilder builder =
        WechatPaySimulator.builder().clock(clock).mode(GatewayMode.MIGRATION);
    boolean all = rules.size() == Strictness.values().length;
    return (all ? builder.strictAll() : builder.strict(rules.toArray(Strictness[]::new))).start();
  }

  private static Arguments breach(
      String name, Strictness rule, int status, Function<RawCall, RawAnswer> breach) {
    return arguments(name, rule, status, breach);
  }

  private static Function<RawCall, RawAnswer> accept(String... values) {
    return call -> call.header("Accept", values).send();
  }

  private static Function<RawCall, RawAnswer> edit(String pattern, String replacement) {
    return call -> call.authorization(header -> header.replaceFirst(pattern, replacement)).send();
  }

  private static RawAnswer lowerCaseSerial(RawCall call) {
    call.serial = call.serial.toLowerCase(Locale.ROOT);
    return call.send();
  }

  private static RawAnswer lowerCaseKey(RawCall call) {
    String serial = call.headerValue("Wechatpay-Serial");
    RawAnswer answer = call.header("Wechatpay-Serial", serial.toLowerCase(Locale.ROOT)).send();
    if (answer.status() == 204) {
      assertThat(answer.header("Wechatpay-Serial")).isEqualTo(serial);
    }
    return answer;
  }

  private static RawAnswer twice(RawCall call) {
    assertThat(call.send().status()).isEqualTo(204);
    return call.send();
  }

  private static Function<RawCall, RawAnswer> close(String number) {
    return call -> {
      call.target = ROOT + "/out-trade-no/" + number + "/close";
      return call.send();
    };
  }

  private static Function<RawCall, RawAnswer> query(String number) {
    return get(ROOT + "/out-trade-no/" + number + "?mchid=1900000001");
  }

  private static Function<RawCall, RawAnswer> get(String target) {
    return call -> call.get(target).send();
  }

  private static Function<RawCall, RawAnswer> body(String members) {
    return call -> call.body("{" + members.replace('\'', '"') + "}").send();
  }

  private static Function<RawCall, RawAnswer> refund(String member) {
    String members =
        "'out_trade_no':'ORDER-0001','out_refund_no':'R1',"
            + "'amount':{'refund':1,'total':1,'currency':'CNY'},"
            + member;
    return posted("/v3/refund/domestic/refunds", members);
  }

  private static Function<RawCall, RawAnswer> prepay(String timeExpire) {
    String members =
        "'appid':'wx1','mchid':'1900000001','description':'a','out_trade_no':'ORDER-0002',"
            + "'notify_url':'https://shop.example/paid','amount':{'total':1},'time_expire':'"
            + timeExpire
            + "'";
    return posted(ROOT + "/native", members);
  }

  private static Function<RawCall, RawAnswer> posted(String target, String members) {
    return call -> call.post(target, "{" + members.replace('\'', '"') + "}").send();
  }
}
