package io.github.wechatpayfeign.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  /** 2 April 2019, 12:34:20 GMT. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_208_460), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "007, 7", "120, 120", "999999999, 999999999"})
  void isANumberOfSeconds(String value, long seconds) {
    assertThat(RetryAfter.of(retryAfter(value), CLOCK)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "'Tue, 02 Apr 2019 12:34:21 GMT', PT1S",
    "'Tue, 2 Apr 2019 12:34:25 GMT', PT5S",
    "'Tue, 02 Apr 2019 20:34:25 +0800', PT5S",
    "'Wed, 03 Apr 2019 12:34:20 GMT', PT24H",
  })
  void isADateInTheFuture(String value, Duration wait) {
    assertThat(RetryAfter.of(retryAfter(value), CLOCK)).isEqualTo(wait);
  }

  @Test
  void countsToADateFromTheVeryMoment() {
    Clock between = Clock.offset(CLOCK, Duration.ofMillis(250));

    assertThat(RetryAfter.of(retryAfter("Tue, 02 Apr 2019 12:34:21 GMT"), between)).hasMillis(750);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tue, 02 Apr 2019 12:34:20 GMT",
        "Tue, 02 Apr 2019 12:34:19 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT"
      })
  void asksForNothingByADateThatIsOver(String value) {
    assertThat(RetryAfter.of(retryAfter(value), CLOCK)).isZero();
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
  void asksForNothingByGarbage(String value) {
    assertThat(RetryAfter.of(retryAfter(value), CLOCK)).isZero();
  }

  @Test
  void survivesTwentyDigits() {
    assertThat(RetryAfter.of(retryAfter("99999999999999999999"), CLOCK))
        .isGreaterThanOrEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {" 3", "3 ", "\t3 ", " 3  "})
  void isReadWithoutTheSpaceAroundIt(String value) {
    assertThat(RetryAfter.of(retryAfter(value), CLOCK)).hasSeconds(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After", "retry-after", "RETRY-AFTER", "rEtRy-aFtEr"})
  void isReadWhateverTheCaseOfItsName(String name) {
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    headers.put("Retry", List.of("1"));
    headers.put("X-Retry-After", List.of("2"));
    headers.put(name, List.of("3"));

    assertThat(RetryAfter.of(headers, CLOCK)).hasSeconds(3);
  }

  @Test
  void asksForNothingWhereItIsRepeated() {
    assertThat(RetryAfter.of(Map.of("Retry-After", List.of("3", "3")), CLOCK)).isZero();
  }

  @Test
  void asksForNothingWhereItIsMissing() {
    assertThat(RetryAfter.of(Map.of(), CLOCK)).isZero();
    assertThat(RetryAfter.of(Map.of("Retry-After", List.of()), CLOCK)).isZero();
    assertThat(RetryAfter.of(Map.of("Date", List.of("3")), CLOCK)).isZero();
  }

  private static Map<String, Collection<String>> retryAfter(String value) {
    return Map.of("Retry-After", List.of(value));
  }
}
