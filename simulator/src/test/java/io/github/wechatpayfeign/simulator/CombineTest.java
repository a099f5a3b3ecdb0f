package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import io.github.wechatpayfeign.simulator.order.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A combine is queried, paid and closed as a whole. */
class CombineTest extends SharedSimulatorTest {
  private static final String COMBINE = "/v3/combine-transactions/out-trade-no/COMBINE-01";
  private static final String ONE = "{'mchid':'1900000001','out_trade_no':'ORDER-0001'}";
  private static final String TWO =
      "{'mchid':'1900000001','sub_mchid':'1900000011','sub_appid':'wx11','out_trade_no':'ORDER-0002'}";

  static final List<Arguments> different =
      List.of(
          arguments("other app", bodyOf("wx2", ONE, TWO)),
          arguments("order missing", body(ONE)),
          arguments("order too many", body(ONE, TWO, ONE.replace("0001'}", "0003'}"))),
          arguments("order twice", body(ONE, TWO, TWO)),
          arguments("other number", body(ONE.replace("ORDER-0001", "ORDER-0003"), TWO)),
          arguments("other merchant", body(ONE.replace("1900000001", "1900000002"), TWO)),
          arguments("other sub-merchant", body(ONE, TWO.replace("1900000011", "1900000012"))),
          arguments("other sub-app", body(ONE, TWO.replace("wx11", "wx12"))),
          arguments("no sub-app", body(ONE, TWO.replace("'sub_appid':'wx11',", ""))),
          arguments("no orders", body()),
          arguments("null as order", body(ONE, "null")),
          arguments("extra member of an order", body(ONE, TWO.replace("}", ",'a':1}"))),
          arguments("extra member", body(ONE, TWO).replace("}]}", "}],\"a\":1}")),
          arguments("orders no array", "{\"combine_appid\":\"wx1\",\"sub_orders\":{}}"),
          arguments("no app", "{\"sub_orders\":[]}"));

  private final OrderBook book = simulator.book();
  private final OrderBook subBook = book.ofSubMerchant("1900000011");

  @BeforeEach
  void createCombine() {
    book.createCombine(
        own("COMBINE-01"),
        List.of(
            new SubOrder("1900000001", own("ORDER-0001"), 100),
            new SubOrder("1900000001", own("ORDER-0002"), 200)
                .withSubMchid("1900000011")
                .withSubAppid("wx11")));
  }

  @Test
  void showsAllOrders() {
    RawAnswer answer = get(own(COMBINE)).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(answer.text())
        .isEqualTo(
            own(
                "{\"combine_appid\":\"wxd678efh567hg6787\",\"combine_mchid\":\"1900000001\","
                    + "\"combine_out_trade_no\":\"COMBINE-01\","
                    + "\"scene_info\":{\"device_id\":\"\"},\"sub_orders\":["
                    + "{\"amount\":{\"payer_currency\":\"CNY\",\"total_amount\":100},"
                    + "\"mchid\":\"1900000001\",\"out_trade_no\":\"ORDER-0001\","
                    + "\"promotion_detail\":[],\"trade_state\":\"NOTPAY\"},"
                    + "{\"amount\":{\"payer_currency\":\"CNY\",\"total_amount\":200},"
                    + "\"mchid\":\"1900000001\",\"out_trade_no\":\"ORDER-0002\","
                    + "\"promotion_detail\":[],\"sub_appid\":\"wx11\",\"sub_mchid\":\"1900000011\","
                    + "\"trade_state\":\"NOTPAY\"}]}"));
  }

  @Test
  void isPaidAsAWholeAndRefundedOrderByOrder() {
    subBook.pay(own("ORDER-0002"));
    book.refund(own("ORDER-0001"));

    RawAnswer answer = get(own(COMBINE)).send();

    assertThat(answer.json().findValuesAsText("trade_state")).containsExactly("REFUND", "SUCCESS");
    assertThat(answer.json().findValuesAsText("payer_amount")).containsExactly("100", "200");
    assertThat(answer.json().findValuesAsText("transaction_id")).doesNotHaveDuplicates().hasSize(2);
    assertThat(answer.json().at("/combine_payer_info/openid").asText()).isNotEmpty();
    assertThat(closed(body(ONE, TWO)).code()).isEqualTo("ORDER_PAID");
  }

  @Test
  void closesAllOrdersInWhateverOrderTheyAreNamed() {
    RawAnswer answer = closed(body(TWO, ONE));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(book.state(own("ORDER-0001"))).contains(OrderState.CLOSED);
    assertThat(subBook.state(own("ORDER-0002"))).contains(OrderState.CLOSED);
    assertThat(closed(body(ONE, TWO)).status()).isEqualTo(204);
    assertThatThrownBy(() -> book.pay(own("ORDER-0001")))
        .hasMessage("The order %s is CLOSED and cannot become PAID", own("ORDER-0001"));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("different")
  void refusesToCloseAnythingButTheWholeCombine(String name, String body) {
    RawAnswer answer = closed(body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(book.state(own("ORDER-0001"))).contains(OrderState.UNPAID);
    assertThat(subBook.state(own("ORDER-0002"))).contains(OrderState.UNPAID);
  }

  @Test
  void answersAnUnknownCombineLikeAnUnknownOrder() {
    RawCall close = call().post(own(COMBINE.replace("01", "02") + "/close"), own(body(ONE, TWO)));

    assertThat(close.send().status()).isEqualTo(204);
    assertThat(get(own(COMBINE.replace("01", "02"))).send().code()).isEqualTo("ORDER_NOT_EXIST");
    assertThat(get(COMBINE.replace("COMBINE-01", "X")).send().code()).isEqualTo("PARAM_ERROR");
  }

  @Test
  void refusesRequestsAboutASingleOrder() {
    book.pay(own("ORDER-0001"));
    String id = get(own(COMBINE)).send().json().findValue("transaction_id").asText();

    assertThat(query(own("ORDER-0001")).code()).isEqualTo("INVALID_REQUEST");
    assertThat(close(own("ORDER-0001")).code()).isEqualTo("INVALID_REQUEST");
    assertThat(get("/v3/pay/transactions/id/" + id + "?mchid=1900000001").send().code())
        .isEqualTo("INVALID_REQUEST");
  }

  @Test
  void paysJustBeforeOrAfterRequestsAboutTheCombine() {
    subBook.schedule(own("ORDER-0002"), OrderState.PAID, Step.BEFORE_CLOSE, 1);

    close(own("ORDER-0001"));
    assertThat(get(own(COMBINE)).send().json().findValuesAsText("trade_state"))
        .containsExactly("NOTPAY", "NOTPAY");
    assertThat(closed(body(ONE, TWO)).code()).isEqualTo("ORDER_PAID");
    assertThat(book.history(own("ORDER-0001")))
        .extracting(StateChange::state)
        .containsExactly(OrderState.UNPAID, OrderState.PAID);
  }

  @Test
  void acceptsFiftyOrdersOfSeveralMerchants() {
    List<SubOrder> orders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      orders.add(new SubOrder("19000000%02d".formatted(i), own("ORDER-9001"), 1));
    }
    book.createCombine(own("COMBINE-50"), orders);
    String[] parts =
        orders.stream()
            .map(order -> ONE.replace("1900000001", order.mchid()).replace("0001'}", "9001'}"))
            .toArray(String[]::new);

    RawCall close = call().post(own(COMBINE.replace("01", "50") + "/close"), own(body(parts)));

    assertThat(close.send().status()).isEqualTo(204);
    assertThat(simulator.book("1900000049").state(own("ORDER-9001"))).contains(OrderState.CLOSED);
  }

  @Test
  void refusesFiftyOneOrders() {
    String[] parts =
        IntStream.range(0, 51)
            .mapToObj(i -> ONE.replace("ORDER-0001", "ORDER-" + (1000 + i)))
            .toArray(String[]::new);

    RawCall close = call().post(own(COMBINE.replace("01", "51") + "/close"), own(body(parts)));

    assertThat(close.send().code()).isEqualTo("PARAM_ERROR");
  }

  @Test
  void rejectsIllegalCombines() {
    SubOrder own = new SubOrder("1900000001", own("ORDER-0003"), 1);
    SubOrder foreign = own.withSubMchid("1900000011");

    assertThatThrownBy(() -> book.createCombine("AB", List.of(own)))
        .hasMessage("The combineOutTradeNo must be 6 to 32 of 0-9 A-Z a-z _ - | *, but is \"AB\"");
    assertThatThrownBy(() -> book.createCombine("A", List.of(foreign)))
        .hasMessage("The combineOutTradeNo must be 2 to 32 of 0-9 A-Z a-z _ - | *, but is \"A\"");
    assertThatThrownBy(() -> book.createCombine(own("COMBINE-02"), List.of()))
        .hasMessage("A combine must have 1 to 50 orders, but has 0");
    assertThatThrownBy(() -> book.createCombine(own("COMBINE-02"), Collections.nCopies(51, own)))
        .hasMessage("A combine must have 1 to 50 orders, but has 51");
    for (List<SubOrder> orders :
        List.of(List.of(own, own), List.of(new SubOrder("1900000001", own("ORDER-0001"), 1)))) {
      assertThatThrownBy(() -> book.createCombine(own("COMBINE-02"), orders))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "The combine %s or one of its orders already exists: use other numbers",
              own("COMBINE-02"));
    }
    assertThat(book.state(own("ORDER-0003"))).isEmpty();
    book.createCombine("AB", List.of(foreign));
    assertThat(get(COMBINE.replace("COMBINE-01", "AB")).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "merchant"})
  void rejectsSubOrdersWithoutALegalMerchant(String mchid) {
    assertThatThrownBy(() -> new SubOrder(mchid, own("ORDER-0001"), 1))
        .hasMessage("The mchid must be 1 to 32 digits, but is \"%s\"", mchid);
    SubOrder order = new SubOrder("1900000001", own("ORDER-0001"), 1);
    assertThatThrownBy(() -> order.withSubMchid(mchid))
        .hasMessage("The subMchid must be 1 to 32 digits, but is \"%s\"", mchid);
  }

  private RawAnswer closed(String body) {
    return call().post(own(COMBINE + "/close"), own(body)).send();
  }

  private static String body(String... orders) {
    return bodyOf("wxd678efh567hg6787", orders);
  }

  private static String bodyOf(String appid, String... orders) {
    return Stream.of(orders)
        .collect(Collectors.joining(",", "{'combine_appid':'" + appid + "','sub_orders':[", "]}"))
        .replace('\'', '"');
  }
}
