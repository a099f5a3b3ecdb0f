package io.github.wechatpayfeign.orderexpirytests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseFailure;
import java.time.Duration;

/** Decisions for tests in which no gateway takes part. */
public final class Decisions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Decisions() {}

  /** The order is closed. */
  public static CloseDecision closed(String outTradeNo) {
    String json =
        "{\"kind\":\"CLOSED\",\"outTradeNo\":\""
            + outTradeNo
            + "\",\"transaction\":{\"out_trade_no\":\""
            + outTradeNo
            + "\",\"trade_state\":\"CLOSED\"}}";
    try {
      return JSON.readValue(json, CloseDecision.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** WeChat Pay does not know the order. */
  public static CloseDecision notFound(String outTradeNo) {
    return new CloseDecision.NotFound(
        outTradeNo, CloseFailure.of(new IllegalStateException("no such order")));
  }

  /** Nothing is certain; the order may be asked again at once. */
  public static CloseDecision unsettled(String outTradeNo) {
    return new CloseDecision.Unsettled(outTradeNo, null, null, false, Duration.ZERO);
  }
}
