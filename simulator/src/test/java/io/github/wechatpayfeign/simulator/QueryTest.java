package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query shows an order in the form of the real gateway, in every state. */
class QueryTest extends SharedSimulatorTest {
  private static final String ROOT = "/v3/pay/transactions";

  @Test
  void showsAnUnpaidOrderWithTheMembersOfTheRealGateway() {
    simulator.book().create(own("ORDER-0001"), 6000);

    RawAnswer answer = query(own("ORDER-0001"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-0");
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(answer.text())
        .isEqualTo(
            own(
                "{\"amount\":{\"payer_currency\":\"CNY\",\"total\":6000},"
                    + "\"appid\":\"wxd678efh567hg6787\",\"mchid\":\"1900000001\","
                    + "\"out_trade_no\":\"ORDER-0001\",\"promotion_detail\":[],"
                    + "\"scene_info\":{\"device_id\":\"\"},"
                    + "\"trade_state\":\"NOTPAY\",\"trade_state_desc\":\"订单未支付\"}"));
  }

  @Test
  void showsAPaidOrderWithItsPayment() {
    simulator.book().create(own("ORDER-0001"), 6000);
    simulator.pay(own("ORDER-0001"));
    clock.advanceSeconds(60);

    RawAnswer answer = query(own("ORDER-0001"));

    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(answer.text())
        .matches(
            own(
                "\\{\"amount\":\\{\"currency\":\"CNY\",\"payer_currency\":\"CNY\","
                    + "\"payer_total\":6000,\"total\":6000},"
                    + "\"appid\":\"wxd678efh567hg6787\",\"attach\":\"\",\"bank_type\":\"OTHERS\","
                    + "\"mchid\":\"1900000001\",\"out_trade_no\":\"ORDER-0001\","
                    + "\"payer\":\\{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"},"
                    + "\"promotion_detail\":\\[],\"scene_info\":\\{\"device_id\":\"\"},"
                    + "\"success_time\":\"2027-01-15T16:00:00\\+08:00\","
                    + "\"trade_state\":\"SUCCESS\",\"trade_state_desc\":\"支付成功\","
                    + "\"trade_type\":\"JSAPI\",\"transaction_id\":\"42[0-9]{26}\"}"));
  }

  @Test
  void showsTheDiscountOfACoupon() {
    simulator.book().payWithCoupon(order, 6);

    RawAnswer answer = query(order);

    assertThat(answer.json().at("/amount/total").asInt()).isEqualTo(100);
    assertThat(answer.json().at("/amount/payer_total").asInt()).isEqualTo(94);
    assertThat(answer.json().at("/promotion_detail").toString())
        .isEqualTo(
            "[{\"amount\":6,\"coupon_id\":\"109519\",\"currency\":\"CNY\","
                + "\"goods_detail\":[{\"discount_amount\":6,\"goods_id\":\"M1006\","
                + "\"goods_remark\":\"商品备注信息\",\"quantity\":1,\"unit_price\":100}],"
                + "\"merchant_contribute\":0,\"name\":\"单品惠-6\",\"other_contribute\":0,"
                + "\"scope\":\"SINGLE\",\"stock_id\":\"931386\",\"type\":\"CASH\","
                + "\"wechatpay_contribute\":6}]");
  }

  @Test
  void findsAPaidOrderByItsTransactionId() {
    simulator.pay(order);
    RawAnswer byNumber = query(order);
    String id = byNumber.json().path("transaction_id").asText();

    RawAnswer byId = get(ROOT + "/id/" + id + "?mchid=1900000001").send();

    assertThat(byId.status()).isEqualTo(200);
    assertThat(byId.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(byId.text()).isEqualTo(byNumber.text());
  }

  @ParameterizedTest
  @CsvSource({
    "UNPAID, NOTPAY",
    "CLOSED, CLOSED",
    "PAID, SUCCESS",
    "REFUNDED, REFUND",
    "USER_PAYING, USERPAYING",
    "REVOKED, REVOKED",
    "PAY_ERROR, PAYERROR"
  })
  void namesEveryStateWithTheTradeStateOfTheApi(OrderState state, String tradeState) {
    bring(state);

    RawAnswer answer = query(order);

    assertThat(state.tradeState()).isEqualTo(tradeState);
    assertThat(answer.json().path("trade_state").asText()).isEqualTo(tradeState);
    assertThat(answer.json().path("trade_state_desc").asText()).isNotEmpty();
    assertThat(answer.json().has("transaction_id")).isEqualTo(state.isPaid());
    assertThat(answer.json().has("success_time")).isEqualTo(state.isPaid());
  }

  @ParameterizedTest
  @EnumSource
  void answersACloseByTheStateOfTheOrder(OrderState state) {
    bring(state);

    RawAnswer answer = close(order);

    assertThat(answer.status() + " " + answer.json().path("code").asText(""))
        .isEqualTo(
            switch (state) {
              case UNPAID, CLOSED -> "204 ";
              case PAID, REFUNDED -> "400 ORDER_PAID";
              case USER_PAYING -> "202 USER_PAYING";
              case REVOKED, PAY_ERROR -> "403 TRADE_ERROR";
            });
    assertThat(simulator.state(order))
        .contains(state == OrderState.UNPAID ? OrderState.CLOSED : state);
  }

  @Test
  void signsTheAnswerToACloseWhileTheUserPays() {
    bring(OrderState.USER_PAYING);

    assertThat(close(order).isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/out-trade-no/ORDER-0404?mchid=1900000001",
        "/id/4200000000000000000000000000?mchid=1900000001"
      })
  void answersUnknownOrderUnsigned(String target) {
    RawAnswer answer = get(ROOT + target).send();

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEqualTo("{\"code\":\"ORDER_NOT_EXIST\",\"message\":\"订单不存在\"}");
    assertThat(answer.header("Request-ID")).matches("[0-9A-F]{32}-1");
    assertThat(answer.headers()).doesNotContainKey("Wechatpay-Signature");
  }

  @ParameterizedTest
  @CsvSource({
    "'', PARAM_ERROR",
    "?, PARAM_ERROR",
    "?mchid, PARAM_ERROR",
    "?mchid=, PARAM_ERROR",
    "?mchid=merchant, PARAM_ERROR",
    "?MCHID=1900000001, PARAM_ERROR",
    "?sp_mchid=1900000001, PARAM_ERROR",
    "?mchid=1900000001&mchid=1900000001, PARAM_ERROR",
    "?mchid=1900000002, MCH_NOT_EXISTS"
  })
  void refusesQueryThatDoesNotNameItsMerchant(String parameters, String code) {

    RawAnswer answer = get(ROOT + "/out-trade-no/" + order + parameters).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void decodesParametersAndIgnoresUnknownOnes() {
    simulator.createOrder("A|B*c_D-");

    RawAnswer answer = get(ROOT + "/out-trade-no/A%7CB*c_D-?x&&mchid=%31900000001&y=1&").send();

    assertThat(answer.json().path("out_trade_no").asText()).isEqualTo("A|B*c_D-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/out-trade-no/12345", "/id/42-1", "/out-trade-no/ORDER%2F0001"})
  void refusesIllegalNumbers(String path) {
    RawAnswer answer = get(ROOT + path + "?mchid=1900000001").send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.json().at("/detail/location").asText()).isEqualTo("uri_template");
  }

  @Test
  void namesTheAllowedMethod() {
    RawCall call = get(ROOT + "/out-trade-no/ORDER-0001?mchid=1900000001");
    call.method = "POST";

    RawAnswer answer = call.send();

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET");
  }

  private void bring(OrderState state) {
    OrderBook book = simulator.book();
    if (state == OrderState.REFUNDED) {
      book.pay(order);
    }
    if (state != OrderState.UNPAID) {
      book.move(order, state);
    }
  }
}
