package io.github.wechatpayfeign.api;

import static io.github.wechatpayfeign.api.Script.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.CloseDecision.Closed;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A decisive close with answers whose status and code contradict each other. */
class ContradictoryAnswersTest {

  private final Script script = new Script();

  @ParameterizedTest(name = "{0} ORDER_NOT_EXIST")
  @ValueSource(ints = {202, 408, 429, 500, 502})
  void neverDecidesNotFoundFromAStatusAlone(int status) {
    script
        .hides(error(status, "ORDER_NOT_EXIST"))
        .hides(error(status, "ORDER_NOT_EXIST"))
        .shows("CLOSED");

    assertThat(script.decide().kind()).isEqualTo(CloseDecision.Kind.ALREADY_CLOSED);
    assertThat(script.log()).doesNotContain("close");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"400, SYSTEM_ERROR", "403, BANK_ERROR", "400, OPENID_MISMATCH", "408, PARAM_ERROR"})
  void countsACloseAsSentIfItMayHaveTakenEffect(int status, String code) {
    ClosePolicy policy = ClosePolicy.standard().withAttempts(1);
    script.shows("NOTPAY").refuses(error(status, code)).shows("NOTPAY");

    Unsettled unsettled = (Unsettled) script.decide(policy);

    assertThat(unsettled.closeSent()).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"400, SYSTEM_ERROR", "408, PARAM_ERROR", "408, ''", "421, ''", "425, ''"})
  void looksAgainLaterIfTheRequestIsNotAtFault(int status, String code) {
    script
        .hides(error(status, code))
        .shows("NOTPAY")
        .refuses(error(status, code))
        .shows("NOTPAY")
        .accepts()
        .shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
  }

  /** Retry-After is read by the same rule as in calls, whatever its form. */
  @ParameterizedTest(name = "{0}: {1} s")
  @CsvSource({"30, 30", "' 30', 30", "00000000030, 30", "'Sat, 21 Nov 2026 00:00:30 GMT', 30"})
  void waitsAsLongAsTheGatewayAsks(String value, int seconds) {
    script
        .shows("NOTPAY")
        .refuses(
            error(
                429,
                "FREQUENCY_LIMITED",
                Map.of(
                    "RETRY-AFTER",
                    List.of(value),
                    "Date",
                    List.of("Sat, 21 Nov 2026 00:00:00 GMT"))))
        .shows("CLOSED");

    assertThat(script.decide()).isInstanceOf(Closed.class);
    assertThat(script.log()).containsExactly("query", "close", "pause " + seconds, "query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100000", "99999999999999999999"})
  void saysWhenToAskAgainIfTheGatewayAsksForALongPause(String value) {
    script.hides(error(503, "", Map.of("Retry-After", List.of(value))));

    Unsettled unsettled = (Unsettled) script.decide();

    assertThat(unsettled.askAgainAfter())
        .isBetween(Duration.ofSeconds(100_000), Duration.ofDays(365));
    assertThat(script.log()).containsExactly("query");
  }
}
