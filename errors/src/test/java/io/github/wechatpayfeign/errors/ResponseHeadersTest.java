package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseHeadersTest {

  @Test
  void joinTheValuesOfAHeaderUnderTwoSpellings() {
    Map<String, Collection<String>> sent =
        ResponseHeaders.ofGateway(
            Map.of("Request-ID", List.of("08F7"), "request-id", List.of("08F8")));

    assertThat(sent).hasSize(1);
    assertThat(sent.get("REQUEST-ID")).containsExactlyInAnyOrder("08F7", "08F8");
  }

  @Test
  void leaveOutWhatAClientAdded() {
    assertThat(ResponseHeaders.ofGateway(Map.of("Wechatpay-Feign-Call", List.of("attempts=2"))))
        .isEmpty();
  }
}
