package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.fault.CannedAnswer;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests and canned answers are immutable and compared by their bytes. */
class ValuesTest {

  @Test
  void requestIsNotChangedThroughItsArraysAndMaps() {
    byte[] body = {1};
    ReceivedRequest request = new ReceivedRequest("POST", "/", Map.of("a", List.of("b")), body);
    body[0] = 2;
    request.body()[0] = 3;

    assertThat(request.body()).containsExactly(1);
    assertThat(request.headers()).isUnmodifiable();
  }

  @Test
  void requestsAreEqualIfTheirBytesAreEqual() {
    ReceivedRequest one = new ReceivedRequest("POST", "/", Map.of(), new byte[] {1});
    ReceivedRequest same = new ReceivedRequest("POST", "/", Map.of(), new byte[] {1});
    ReceivedRequest other = new ReceivedRequest("POST", "/", Map.of(), new byte[] {2});

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(one).hasToString("POST / (1 bytes)");
  }

  @Test
  void requestNamesNoOrderIfItsPathNamesNone() {
    assertThat(
            new ReceivedRequest("GET", "/v3?/out-trade-no/1", Map.of(), new byte[0]).outTradeNo())
        .isEmpty();
  }

  @Test
  void cannedAnswerIsNotChangedThroughItsArraysAndMaps() {
    byte[] body = {1};
    CannedAnswer answer = Fault.answer(200, body);
    body[0] = 2;
    answer.body()[0] = 3;

    assertThat(answer.body()).containsExactly(1);
    assertThat(answer.headers()).isUnmodifiable();
  }

  @Test
  void cannedAnswersAreEqualIfTheirBytesAreEqual() {
    assertThat(Fault.html(502))
        .isEqualTo(Fault.html(502))
        .hasSameHashCodeAs(Fault.html(502))
        .isNotEqualTo(Fault.html(503))
        .isNotEqualTo(Fault.html(502).withSignature())
        .isNotEqualTo(Fault.html(502).at(Moment.AFTER_APPLYING));
    assertThat(Fault.redirect(302, "/"))
        .hasToString(
            "CannedAnswer[status=302, body=0 bytes, signed=false, moment=BEFORE_APPLYING]");
  }
}
