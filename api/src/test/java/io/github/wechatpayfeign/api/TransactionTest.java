package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.api.Transaction.Amount;
import io.github.wechatpayfeign.api.Transaction.Goods;
import io.github.wechatpayfeign.api.Transaction.Payer;
import io.github.wechatpayfeign.api.Transaction.Promotion;
import io.github.wechatpayfeign.api.Transaction.SceneInfo;
import io.github.wechatpayfeign.api.internal.Json;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order is read from an answer with every member, and written and read back equal. */
class TransactionTest {

  private static final String PAID =
      """
      {
        "transaction_id": "1217752501201407033233368018",
        "amount": {"payer_total": 90, "total": 100, "currency": "CNY", "payer_currency": "CNY"},
        "mchid": "1230000109",
        "trade_state": "SUCCESS",
        "bank_type": "CMC",
        "promotion_detail": [
          {
            "amount": 10, "wechatpay_contribute": 7, "coupon_id": "109519", "scope": "SINGLE",
            "merchant_contribute": 2, "name": "单品惠", "other_contribute": 1, "currency": "CNY",
            "stock_id": "931386", "type": "CASH",
            "goods_detail": [
              {"goods_remark": "备注", "quantity": 1, "discount_amount": 10, "goods_id": "M1006",
               "unit_price": 100}
            ]
          }
        ],
        "success_time": "2018-06-08T10:34:56+08:00",
        "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
        "out_trade_no": "1217752501201407033233368018",
        "appid": "wxd678efh567hg6787",
        "trade_state_desc": "支付成功",
        "trade_type": "MICROPAY",
        "attach": "自定义数据",
        "scene_info": {"device_id": "013467007045764"},
        "a_new_member": {"of": ["any", "form"]}
      }
      """;

  static Stream<ObjectMapper> mappers() {
    return Stream.of(Json.newMapper(), new ObjectMapper());
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void holdsEveryMemberOfAnAnswer(ObjectMapper json) throws JsonProcessingException {
    assertThat(json.readValue(PAID, Transaction.class))
        .isEqualTo(
            new Transaction(
                "wxd678efh567hg6787",
                "1230000109",
                null,
                null,
                null,
                null,
                "1217752501201407033233368018",
                "1217752501201407033233368018",
                "MICROPAY",
                "SUCCESS",
                "支付成功",
                "CMC",
                "自定义数据",
                OffsetDateTime.parse("2018-06-08T10:34:56+08:00"),
                new Payer("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", null, null),
                new Amount(100L, 90L, "CNY", "CNY"),
                new SceneInfo("013467007045764"),
                List.of(
                    new Promotion(
                        "109519",
                        "单品惠",
                        "SINGLE",
                        "CASH",
                        10L,
                        "931386",
                        7L,
                        2L,
                        1L,
                        "CNY",
                        List.of(new Goods("M1006", 1L, 100L, 10L, "备注"))))));
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void isEqualAfterItWasWrittenAndRead(ObjectMapper json) throws JsonProcessingException {
    Transaction transaction = json.readValue(PAID, Transaction.class);
    String written = json.writeValueAsString(transaction);

    assertThat(json.readValue(written, Transaction.class)).isEqualTo(transaction);
    assertThat(written)
        .contains("\"success_time\":\"2018-06-08T10:34:56+08:00\"")
        .contains("\"trade_state\":\"SUCCESS\"")
        .doesNotContain("tradeState");
  }

  @Test
  void readsMissingOrEmptyMembersAsNullOrAnEmptyList() throws JsonProcessingException {
    Transaction transaction = read("{\"success_time\":\"\",\"promotion_detail\":null}");

    assertThat(transaction.successTime()).isNull();
    assertThat(transaction.amount()).isNull();
    assertThat(transaction.tradeStateText()).isNull();
    assertThat(transaction.tradeState()).isEqualTo(TradeState.UNKNOWN);
    assertThat(transaction.promotionDetail()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryTradeState(TradeState state) throws JsonProcessingException {
    assertThat(read("{\"trade_state\":\"" + state + "\"}").tradeState()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCEPT", "success", " SUCCESS", ""})
  void keepsTheTextOfAnUnknownTradeState(String text) throws JsonProcessingException {
    Transaction transaction = read("{\"trade_state\":\"" + text + "\"}");

    assertThat(transaction.tradeState()).isEqualTo(TradeState.UNKNOWN);
    assertThat(transaction.tradeStateText()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\":{\"total\":1.5}}",
        "{\"amount\":{\"total\":\"1\"}}",
        "{\"amount\":{\"total\":9223372036854775808}}",
        "{\"amount\":[]}",
        "{\"trade_state\":{}}",
        "{} {}"
      })
  void refusesMembersOfTheWrongType(String json) {
    assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> read(json));
  }

  @Test
  void readsTheAmountsOfASubOrderOfACombinedOrder() throws JsonProcessingException {
    CombineTransaction combined =
        Json.newMapper()
            .readValue(
                """
                {"combine_appid":"wx1","combine_mchid":"1900000109",
                 "combine_out_trade_no":"P20150806125346",
                 "combine_payer_info":{"openid":"oUpF"},
                 "sub_orders":[{"mchid":"1900000109","out_trade_no":"20150806125346",
                   "trade_state":"SUCCESS","success_time":"2015-05-20T13:29:35.120+08:00",
                   "amount":{"total_amount":10,"payer_amount":9,"currency":"CNY"}}]}
                """,
                CombineTransaction.class);

    Transaction subOrder = combined.subOrders().get(0);
    assertThat(subOrder.tradeState()).isEqualTo(TradeState.SUCCESS);
    assertThat(subOrder.amount()).isEqualTo(new Amount(10L, 9L, "CNY", null));
    assertThat(subOrder.successTime()).isEqualTo("2015-05-20T13:29:35.120+08:00");
    assertThat(combined.combinePayerInfo()).isEqualTo(new Payer("oUpF", null, null));
  }

  private static Transaction read(String json) throws JsonProcessingException {
    return Json.newMapper().readValue(json, Transaction.class);
  }
}
