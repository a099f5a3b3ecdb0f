package io.github.wechatpayfeign.simulator.internal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The log stores the newest requests and counts all. */
class RequestLogTest {

  @Test
  void keepsTheNewestRequestsAndCountsAll() {
    RequestLog log = new RequestLog(2);
    for (String target : new String[] {"/1", "/2", "/3"}) {
      log.add(new ReceivedRequest("GET", target, Map.of(), new byte[0]));
    }

    assertThat(log.newest()).extracting(ReceivedRequest::target).containsExactly("/2", "/3");
    assertThat(log.count()).isEqualTo(3);
  }
}
