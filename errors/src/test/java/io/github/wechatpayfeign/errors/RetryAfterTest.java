package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an answer asks to wait, whatever its headers are. */
class RetryAfterTest {

  /** 2 April 2019, 12:34:20 GMT. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_208_460), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "007, 7", "120, 120", "31536000, 31536000"})
  void isANumberOfSeconds(String value, long seconds) {
    assertThat(asked(value)).hasValue(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "'Tue, 02 Apr 2019 12:34:21 GMT', PT1S",
    "'Tue, 2 Apr 2019 12:34:25 GMT', PT5S",
    "'Tue, 02 Apr 2019 20:34:25 +0800', PT5S",
    "'Wed, 03 Apr 2019 12:34:20 GMT', PT24H",
    "'Tuesday, 02-Apr-19 12:34:21 GMT', PT1S",
    "'Wednesday, 03-Apr-19 12:34:20 GMT', PT24H",
    "'Tue Apr  2 12:34:21 2019', PT1S",
    "'Fri Apr 12 12:34:20 2019', PT240H",
  })
  void isADateInTheFuture(String value, Duration wait) {
    assertThat(asked(value)).hasValue(wait);
  }

  /** Our clock does not matter if the gateway shows its own. */
  @ParameterizedTest
  @ValueSource(longs = {-3_600, -1, 0, 1, 3_600, 86_400})
  void countsToADateFromTheDateOfTheAnswer(long clockIsAheadBySeconds) {
    Map<String, Collection<String>> headers =
        Map.of(
            "retry-after", List.of("Tue, 02 Apr 2019 12:36:20 GMT"),
            "date", List.of("Tue, 02 Apr 2019 12:34:20 GMT"));
    Clock clock = Clock.offset(CLOCK, Duration.ofSeconds(clockIsAheadBySeconds));

    assertThat(RetryAfter.of(headers, clock)).hasValue(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2019-04-02T12:34:20Z", "Mon, 02 Apr 2019 12:34:20 GMT"})
  void countsToADateFromTheClockIfTheAnswerHasNoReadableDate(String date) {
    Map<String, Collection<String>> headers =
        Map.of(
            "Retry-After", List.of("Tue, 02 Apr 2019 12:36:20 GMT"),
            "Date", List.of(date));

    assertThat(RetryAfter.of(headers, CLOCK)).hasValue(Duration.ofMinutes(2));
  }

  @Test
  void countsToADateFromTheVeryInstant() {
    Clock between = Clock.offset(CLOCK, Duration.ofMillis(250));

    assertThat(RetryAfter.of(retryAfter("Tue, 02 Apr 2019 12:34:21 GMT"), between))
        .hasValue(Duration.ofMillis(750));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tue, 02 Apr 2019 12:34:20 GMT",
        "Tue, 02 Apr 2019 12:34:19 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void isZeroForADateInThePast(String value) {
    assertThat(asked(value)).hasValue(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1s",
        "0x10",
        "1 2",
        "1,2",
        "٣",
        "2019-04-02T12:35:20Z",
        "Tue, 02 Apr 2019",
        "Mon, 02 Apr 2019 12:35:20 GMT",
        "Tue, 99 Apr 2019 12:35:20 GMT"
      })
  void isEmptyForGarbage(String value) {
    assertThat(asked(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31536001",
        "999999999",
        "2147483648",
        "9223372036854775808",
        "99999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void isOneYearAtMost(String value) {
    assertThat(asked(value)).hasValue(Duration.ofDays(365));
  }

  @Test
  void isANumberHoweverManyDigitsItHas() {
    assertThat(asked("9".repeat(100_000))).hasValue(Duration.ofDays(365));
    assertThat(asked("0".repeat(100_000) + "7")).hasValue(Duration.ofSeconds(7));
    assertThat(asked("0".repeat(100_000))).hasValue(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {" 3", "3 ", "\t3 ", " 3  "})
  void isReadWithoutTheSpaceAroundIt(String value) {
    assertThat(asked(value)).hasValue(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After", "retry-after", "RETRY-AFTER", "rEtRy-aFtEr"})
  void isReadWhateverTheCaseOfItsName(String name) {
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    headers.put("Retry", List.of("1"));
    headers.put("X-Retry-After", List.of("2"));
    headers.put(name, List.of("3"));

    assertThat(RetryAfter.of(headers, CLOCK)).hasValue(Duration.ofSeconds(3));
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "3, 3, PT3S",
    "3, 60, PT1M",
    "60, 3, PT1M",
    "soon, 3, PT3S",
    "3, 'Tue, 02 Apr 2019 12:34:25 GMT', PT5S"
  })
  void isTheLongestWaitIfRepeated(String one, String other, Duration wait) {
    assertThat(RetryAfter.of(Map.of("Retry-After", List.of(one, other)), CLOCK)).hasValue(wait);
    assertThat(
            RetryAfter.of(
                Map.of("Retry-After", List.of(one), "retry-after", List.of(other)), CLOCK))
        .hasValue(wait);
  }

  @Test
  void isEmptyIfMissing() {
    assertThat(RetryAfter.of(Map.of(), CLOCK)).isEmpty();
    assertThat(RetryAfter.of(Map.of("Retry-After", List.of()), CLOCK)).isEmpty();
    assertThat(RetryAfter.of(Map.of("Date", List.of("3")), CLOCK)).isEmpty();
  }

  @Test
  void isAvailableFromTheExceptionOfAnyAnswer() {
    Map<String, Collection<String>> headers = retryAfter("7");

    for (WechatPayException thrown :
        List.of(
            new WechatPayErrorDecoder().decode("", Answers.builder(503).headers(headers).build()),
            new UnusableAnswerException("m", 200, new byte[0], headers),
            new ResponseNotVerifiedException(
                Reason.WRONG_SIGNATURE, "m", 200, new byte[0], headers, CallFacts.FIRST_ATTEMPT))) {
      assertThat(thrown.retryAfter()).hasValue(Duration.ofSeconds(7));
      assertThat(thrown.retryAfter(CLOCK)).hasValue(Duration.ofSeconds(7));
    }
  }

  @Test
  void isEmptyIfNoAnswerCame() {
    assertThat(new CallHeldBackException(new IllegalStateException()).retryAfter()).isEmpty();
  }

  @Test
  void usesTheSystemClockByDefault() {
    WechatPayException thrown =
        new UnusableAnswerException(
            "m", 200, new byte[0], retryAfter("Fri, 31 Dec 9999 23:59:59 GMT"));

    assertThat(thrown.retryAfter()).hasValue(Duration.ofDays(365));
  }

  private static Optional<Duration> asked(String value) {
    return RetryAfter.of(retryAfter(value), CLOCK);
  }

  private static Map<String, Collection<String>> retryAfter(String value) {
    return Map.of("Retry-After", List.of(value));
  }
}
