package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A signed success that cannot be used leaves the outcome unknown. */
class UnusableAnswerExceptionTest {

  private static final Map<String, Collection<String>> HEADERS =
      Map.of("Request-ID", List.of("08F78BB5-0"));

  @Test
  void hasStatusFindingAndConsequenceInItsMessage() {
    assertThat(thrown("the body is null", HEADERS))
        .hasMessage(
            "HTTP 200 not usable: the body is null"
                + " [outcome UNKNOWN, next: query the order, Request-ID 08F78BB5-0]");
  }

  @Test
  void isUnknownAndKeepsTheAnswerButNoRequest() {
    UnusableAnswerException thrown = thrown("the body is null", HEADERS);

    assertThat(thrown.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(thrown.next()).isEqualTo(NextStep.QUERY_ORDER);
    assertThat(thrown.retryable()).isFalse();
    assertThat(thrown.status()).isEqualTo(200);
    assertThat(thrown.contentUTF8()).isEqualTo("null");
    assertThat(thrown.requestId()).isEqualTo("08F78BB5-0");
    assertThat(thrown.code()).isNull();
    assertThat(thrown.hasRequest()).isFalse();
  }

  @Test
  void hasTheNumberOfAttemptsInItsMessage() {
    Response answer =
        new CallFacts(2, true)
            .addTo(
                Response.builder()
                    .status(200)
                    .headers(HEADERS)
                    .request(
                        Request.create(Request.HttpMethod.GET, "/", Map.of(), null, UTF_8, null))
                    .build());

    assertThat(thrown("m", answer.headers()).attempts()).isEqualTo(2);
  }

  @Test
  void keepsTheFindingOnOneLine() {
    assertThat(thrown("it is\r\nforged" + "x".repeat(100_000), HEADERS).getMessage())
        .contains("it is forged")
        .doesNotContain("\n")
        .hasSizeLessThan(1_000);
  }

  private static UnusableAnswerException thrown(
      String finding, Map<String, Collection<String>> headers) {
    return new UnusableAnswerException(finding, 200, "null".getBytes(UTF_8), headers);
  }
}
