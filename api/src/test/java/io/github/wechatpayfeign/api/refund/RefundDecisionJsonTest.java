package io.github.wechatpayfeign.api.refund;

import static io.github.wechatpayfeign.api.refund.RefundScript.NUMBER;
import static io.github.wechatpayfeign.api.refund.RefundScript.error;
import static io.github.wechatpayfeign.api.refund.RefundScript.refund;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.api.refund.RefundDecision.Abnormal;
import io.github.wechatpayfeign.api.refund.RefundDecision.Closed;
import io.github.wechatpayfeign.api.refund.RefundDecision.Processing;
import io.github.wechatpayfeign.api.refund.RefundDecision.Refunded;
import io.github.wechatpayfeign.api.refund.RefundDecision.Refused;
import io.github.wechatpayfeign.api.refund.RefundDecision.Unsettled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

/** Decisions survive a queue or a cache: Jackson 2 and 3 write and read them without settings. */
class RefundDecisionJsonTest {

  private static final Refund FULL =
      new Refund(
          "5030",
          NUMBER,
          "4200",
          RefundScript.ORDER,
          "ORIGINAL",
          "零钱",
          OffsetDateTime.parse("2026-11-23T10:34:00.120+08:00"),
          OffsetDateTime.parse("2026-11-23T10:33:00+08:00"),
          "SUCCESS",
          "AVAILABLE",
          new Refund.Amount(
              1000L,
              100L,
              List.of(new Refund.From("AVAILABLE", 100L)),
              1000L,
              100L,
              90L,
              900L,
              10L,
              "CNY",
              1L),
          List.of(
              new Refund.Promotion(
                  "P",
                  "GLOBAL",
                  "CASH",
                  1L,
                  1L,
                  List.of(new Refund.Goods("G", null, null, 1L, 1L, 1L)))));

  static final List<RefundDecision> DECISIONS =
      List.of(
          new Refunded(NUMBER, FULL),
          new Processing(NUMBER, refund("PROCESSING")),
          new Abnormal(NUMBER, refund("ABNORMAL")),
          new Closed(NUMBER, refund("CLOSED")),
          new Refused(NUMBER, CloseFailure.of(error(403, "NOT_ENOUGH"))),
          new Unsettled(
              NUMBER,
              refund("NEW"),
              CloseFailure.of(RefundScript.lost()),
              true,
              Duration.ofMillis(1_500)),
          new Unsettled(NUMBER, null, null, false, Duration.ZERO));

  @ParameterizedTest
  @FieldSource("DECISIONS")
  void isEqualAfterItWasWrittenAndReadByJackson2And3(RefundDecision decision) throws Exception {
    ObjectMapper two = new ObjectMapper();
    JsonMapper three = JsonMapper.builder().build();

    for (String json :
        List.of(two.writeValueAsString(decision), three.writeValueAsString(decision))) {
      assertThat(json).containsOnlyOnce("\"kind\":\"" + decision.kind() + "\"");
      assertThat(two.readValue(json, RefundDecision.class)).isEqualTo(decision);
      assertThat(three.readValue(json, RefundDecision.class)).isEqualTo(decision);
    }
  }

  @ParameterizedTest
  @FieldSource("DECISIONS")
  void isEqualAfterItWasSerialized(RefundDecision decision) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(decision);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(decision);
    }
  }
}
