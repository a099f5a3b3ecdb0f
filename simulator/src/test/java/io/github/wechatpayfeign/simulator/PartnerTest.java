package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service provider queries and closes the orders of its sub-merchants. */
class PartnerTest extends SharedSimulatorTest {
  private static final String ROOT = "/v3/pay/partner/transactions";
  private static final String PARAMETERS = "?sp_mchid=1900000001&sub_mchid=1900000011";
  private static final String BODY = "{\"sp_mchid\":\"1900000001\",\"sub_mchid\":\"1900000011\"}";

  private final OrderBook book = simulator.book().ofSubMerchant("1900000011");

  @BeforeEach
  void createOrderOfSubMerchant() {
    book.create(order, 6000);
  }

  @Test
  void showsTheOrderOfASubMerchant() {
    assertThat(get(path() + PARAMETERS).send().text())
        .isEqualTo(
            "{\"amount\":{\"payer_currency\":\"CNY\",\"total\":6000},"
                + "\"out_trade_no\":\""
                + order
                + "\",\"promotion_detail\":[],"
                + "\"scene_info\":{\"device_id\":\"\"},"
                + "\"sp_appid\":\"wxd678efh567hg6787\",\"sp_mchid\":\"1900000001\","
                + "\"sub_mchid\":\"1900000011\","
                + "\"trade_state\":\"NOTPAY\",\"trade_state_desc\":\"订单未支付\"}");
  }

  @Test
  void findsAPaidOrderByItsTransactionId() {
    book.pay(order);
    RawAnswer byNumber = get(path() + PARAMETERS).send();
    String id = byNumber.json().path("transaction_id").asText();

    RawAnswer byId = get(ROOT + "/id/" + id + PARAMETERS).send();

    assertThat(byId.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(byId.text()).isEqualTo(byNumber.text());
    assertThat(byId.json().at("/payer/sp_openid").asText()).isNotEmpty();
    String direct = "/v3/pay/transactions/id/" + id + "?mchid=1900000001";
    assertThat(get(direct).send().code()).isEqualTo("ORDER_NOT_EXIST");
  }

  @Test
  void closesOnlyTheSubMerchantsOrderOfThatNumber() {
    OrderBook other = simulator.book().ofSubMerchant("1900000012");
    other.create(order);

    RawAnswer answer = closed(BODY);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(book.state(order)).contains(OrderState.CLOSED);
    assertThat(other.state(order)).contains(OrderState.UNPAID);
    assertThat(simulator.state(order)).contains(OrderState.UNPAID);
  }

  @Test
  void answersAServiceProviderLikeAMerchant() {
    book.pay(order);

    assertThat(closed(BODY).code()).isEqualTo("ORDER_PAID");
    assertThat(closed(BODY.replace("11\"", "12\"")).status()).isEqualTo(204);
    assertThat(get(path() + PARAMETERS.replace("011", "012")).send().code())
        .isEqualTo("ORDER_NOT_EXIST");
    assertThat(query(order).json().path("trade_state").asText()).isEqualTo("NOTPAY");
  }

  @ParameterizedTest
  @CsvSource({
    "{}, PARAM_ERROR",
    "{'sp_mchid':'1900000001'}, PARAM_ERROR",
    "{'sub_mchid':'1900000011'}, PARAM_ERROR",
    "{'mchid':'1900000001'}, PARAM_ERROR",
    "'{''sp_mchid'':''1900000001'',''sub_mchid'':''''}', PARAM_ERROR",
    "'{''sp_mchid'':''1900000001'',''sub_mchid'':''1900000011'',''a'':1}', PARAM_ERROR",
    "'{''sp_mchid'':''1900000002'',''sub_mchid'':''1900000011''}', MCH_NOT_EXISTS"
  })
  void refusesBodyThatDoesNotNameBothMerchants(String body, String code) {
    RawAnswer answer = closed(body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(book.state(order)).contains(OrderState.UNPAID);
  }

  @ParameterizedTest
  @CsvSource({
    "?sp_mchid=1900000001, PARAM_ERROR",
    "?sub_mchid=1900000011, PARAM_ERROR",
    "?mchid=1900000001, PARAM_ERROR",
    "?sp_mchid=1900000002&sub_mchid=1900000011, MCH_NOT_EXISTS"
  })
  void refusesQueryThatDoesNotNameBothMerchants(String parameters, String code) {
    RawAnswer answer = get(path() + parameters).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
  }

  private String path() {
    return ROOT + "/out-trade-no/" + order;
  }

  private RawAnswer closed(String body) {
    return call().post(path() + "/close", body).send();
  }
}
