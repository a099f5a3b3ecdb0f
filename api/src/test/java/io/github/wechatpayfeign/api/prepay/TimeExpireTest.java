package io.github.wechatpayfeign.api.prepay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last moment to pay is sent as it was set, rounded down, or not at all. */
class TimeExpireTest {

  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T08:30:00Z, 2026-11-30T16:30:00+08:00",
    "2026-11-30T08:30:00.999999999Z, 2026-11-30T16:30:00+08:00",
    "2026-12-31T16:00:00Z, 2027-01-01T00:00:00+08:00",
    "2028-02-28T16:00:01Z, 2028-02-29T00:00:01+08:00"
  })
  void isWrittenInSecondsWithTheOffsetOfChina(Instant timeExpire, String written) {
    assertThat(Orders.json(Orders.tea().timeExpire(timeExpire).build()))
        .contains("\"time_expire\":\"" + written + "\"");
  }

  @Test
  void isNeverLaterThanTheMomentThatWasSet() {
    Instant timeExpire = Instant.parse("2026-11-30T08:30:00.999Z");

    assertThat(Orders.tea().timeExpire(timeExpire).build().timeExpire())
        .isEqualTo("2026-11-30T08:30:00Z");
    assertThat(Orders.teaAndCake().timeExpire(timeExpire).build().timeExpire())
        .isEqualTo("2026-11-30T08:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-30T08:01:01Z", "2026-12-15T08:00:01Z", "2027-02-28T08:00:00Z"})
  void isKeptFromOneMinuteTo90Days(Instant timeExpire) {
    assertThatCode(() -> TimeExpire.requireKept(timeExpire, NOW)).doesNotThrowAnyException();
    assertThatCode(() -> TimeExpire.requireKept(null, NOW)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-30T08:01:00Z", "2026-11-30T08:00:59Z", "2026-11-30T07:00:00Z"})
  void isRefusedWhenWechatPayWouldMoveItToTheNextMinute(Instant timeExpire) {
    TimeExpireOutOfRangeException thrown = refusal(timeExpire);

    assertThat(thrown)
        .hasMessage(
            "The time_expire "
                + timeExpire
                + " must be more than 1 minute ahead, because WeChat Pay moves it there without"
                + " telling: let the order expire, and place a new one; nothing was sent");
    assertThat(thrown.timeExpire()).isEqualTo(timeExpire);
  }

  @Test
  void isRefusedWhenWechatPayWouldCutIt() {
    assertThat(refusal(Instant.parse("2027-02-28T08:00:01Z")))
        .hasMessageContaining("must be at most 90 days ahead");
  }

  private static TimeExpireOutOfRangeException refusal(Instant timeExpire) {
    TimeExpireOutOfRangeException thrown =
        catchThrowableOfType(
            TimeExpireOutOfRangeException.class, () -> TimeExpire.requireKept(timeExpire, NOW));
    assertThat(thrown).isNotNull();
    return thrown;
  }
}
