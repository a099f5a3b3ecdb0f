package io.github.wechatpayfeign.api.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.github.wechatpayfeign.api.internal.Json;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from an answer about a refund. */
class RefundTest {

  @Test
  void readsEveryDocumentedMember() throws Exception {
    Refund refund =
        read(
            """
            {"refund_id":"50000000382019052709732678859","out_refund_no":"R-1",
            "transaction_id":"42","out_trade_no":"ORDER-1","channel":"ORIGINAL",
            "user_received_account":"招商银行信用卡0403",
            "success_time":"2026-11-23T15:10:34+08:00","create_time":"2026-11-23T15:00:34+08:00",
            "status":"SUCCESS","funds_account":"UNSETTLED",
            "amount":{"total":100,"refund":90,"from":[{"account":"AVAILABLE","amount":90}],
            "payer_total":80,"payer_refund":70,"settlement_refund":60,"settlement_total":50,
            "discount_refund":40,"currency":"CNY","refund_fee":30},
            "promotion_detail":[{"promotion_id":"P1","scope":"SINGLE","type":"CASH","amount":5,
            "refund_amount":4,"goods_detail":[{"merchant_goods_id":"G1","wechatpay_goods_id":"W1",
            "goods_name":"鞋","unit_price":3,"refund_amount":2,"refund_quantity":1}]}],
            "new_member":1}
            """);

    assertThat(refund)
        .isEqualTo(
            new Refund(
                "50000000382019052709732678859",
                "R-1",
                "42",
                "ORDER-1",
                "ORIGINAL",
                "招商银行信用卡0403",
                OffsetDateTime.parse("2026-11-23T15:10:34+08:00"),
                OffsetDateTime.parse("2026-11-23T15:00:34+08:00"),
                "SUCCESS",
                "UNSETTLED",
                new Refund.Amount(
                    100L,
                    90L,
                    List.of(new Refund.From("AVAILABLE", 90L)),
                    80L,
                    70L,
                    60L,
                    50L,
                    40L,
                    "CNY",
                    30L),
                List.of(
                    new Refund.Promotion(
                        "P1",
                        "SINGLE",
                        "CASH",
                        5L,
                        4L,
                        List.of(new Refund.Goods("G1", "W1", "鞋", 3L, 2L, 1L))))));
    assertThat(refund.status()).isEqualTo(RefundStatus.SUCCESS);
  }

  @Test
  void readsMembersThatDecideNothingAsNullIfTheyAreOdd() throws Exception {
    Refund refund =
        read(
            "{\"status\":\"PROCESSING\",\"success_time\":\"\",\"create_time\":\"yesterday\","
                + "\"channel\":7,\"promotion_detail\":{}}");

    assertThat(refund.successTime()).isNull();
    assertThat(refund.createTime()).isNull();
    assertThat(refund.channel()).isNull();
    assertThat(refund.promotionDetail()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":[]}",
        "{\"status\":\"SUCCESS\",\"amount\":1}",
        "{\"status\":\"SUCCESS\",\"amount\":{\"refund\":1.5}}",
        "{\"status\":\"SUCCESS\",\"amount\":{\"refund\":\"1\"}}",
        "{\"status\":\"SUCCESS\",\"amount\":{\"total\":true}}"
      })
  void refusesAnOddStatusOrAmount(String json) {
    assertThatExceptionOfType(JsonMappingException.class).isThrownBy(() -> read(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"status\":\"NEW\"}", "{\"status\":\"success\"}"})
  void hasAnUnknownStatusOtherwise(String json) throws Exception {
    assertThat(read(json).status()).isEqualTo(RefundStatus.UNKNOWN);
  }

  @Test
  void doesNotShowTheAccountOfTheUser() {
    assertThat(RefundScript.refund("SUCCESS").toString())
        .contains("REFUND-1", "SUCCESS", "refund=100")
        .doesNotContain("招商银行");
  }

  private static Refund read(String json) throws Exception {
    return Json.MAPPER.readValue(json, Refund.class);
  }
}
