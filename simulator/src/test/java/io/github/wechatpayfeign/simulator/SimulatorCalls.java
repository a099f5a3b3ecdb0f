package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Correct requests of the first merchant, at the simulator's time. */
final class SimulatorCalls {
  private final WechatPaySimulator simulator;

  SimulatorCalls(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  private RawCall call(String outTradeNo) {
    return new RawCall(simulator, simulator.now().getEpochSecond(), outTradeNo);
  }

  RawAnswer query(String outTradeNo) {
    return call(outTradeNo)
        .get("/v3/pay/transactions/out-trade-no/" + outTradeNo + "?mchid=" + simulator.mchid())
        .send();
  }

  /** Places an order that can be paid for an hour. */
  void place(String outTradeNo) {
    Instant end = simulator.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    String body =
        """
        {"appid":"%s","mchid":"%s","description":"tea","out_trade_no":"%s","time_expire":"%s",\
        "notify_url":"https://example.com/notify","amount":{"total":100}}"""
            .formatted(
                simulator.appid(),
                simulator.mchid(),
                outTradeNo,
                end.toString().replace("Z", "+00:00"));
    requireSuccess(call(outTradeNo).post("/v3/pay/transactions/native", body).send());
  }

  void refund(String outTradeNo, String outRefundNo) {
    String body =
        """
        {"out_trade_no":"%s","out_refund_no":"%s",\
        "amount":{"refund":100,"total":100,"currency":"CNY"}}"""
            .formatted(outTradeNo, outRefundNo);
    requireSuccess(call(outTradeNo).post("/v3/refund/domestic/refunds", body).send());
  }

  private static void requireSuccess(RawAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
