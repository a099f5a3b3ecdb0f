package io.github.wechatpayfeign.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.gateway.HandledRequest;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line of the access log says what came and what was answered, and is one line. */
class AccessLogTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00.123456Z");
  private static final ReceivedRequest CLOSE =
      new ReceivedRequest(
          "POST",
          "/v3/pay/transactions/out-trade-no/ORDER-1/close",
          Map.of("Authorization", List.of("WECHATPAY2-SHA256-RSA2048 signature=\"SECRET\"")),
          new byte[0]);

  @Test
  void saysWhatWasAnswered() {
    assertThat(AccessLog.line(new HandledRequest(1, AT, CLOSE, 204, "", "", "")))
        .isEqualTo(
            "2026-11-30T10:00:00.123Z POST /v3/pay/transactions/out-trade-no/ORDER-1/close 204");
  }

  @Test
  void saysWhyARequestWasRefused() {
    HandledRequest refused = new HandledRequest(1, AT, CLOSE, 401, "SIGN_ERROR", "错误的签名,验签失败", "");

    assertThat(AccessLog.line(refused)).endsWith("/close 401 SIGN_ERROR 错误的签名,验签失败");
  }

  @Test
  void namesTheFaultThatStruck() {
    assertThat(AccessLog.line(new HandledRequest(1, AT, CLOSE, 0, "", "", "drop")))
        .endsWith("/close - [drop]");
  }

  @Test
  void isOneLineWhateverTheTargetHolds() {
    ReceivedRequest odd =
        new ReceivedRequest("GET", "/v3/\u001b[2J\u202e\r\nfaked", Map.of(), new byte[0]);

    assertThat(AccessLog.line(new HandledRequest(1, AT, odd, 404, "", "", "")))
        .doesNotContain("\n", "\r", "\u001b", "\u202e")
        .endsWith("faked 404");
  }
}
