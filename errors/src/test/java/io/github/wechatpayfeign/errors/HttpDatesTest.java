package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of RFC 9110, section 5.6.7. */
class HttpDatesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** The section's own examples. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        " Sun, 06 Nov 1994 08:49:37 GMT\t"
      })
  void readsEachFormOfADate(String date) {
    assertThat(HttpDates.parse(date, NOW)).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void readsEveryDayOfAYearInEachForm() {
    for (LocalDateTime day = LocalDateTime.parse("2027-01-01T23:59:59");
        day.getYear() == 2027;
        day = day.plusDays(1)) {
      for (String form :
          List.of(
              "%1$ta, %1$td %1$tb %1$tY %1$tT GMT",
              "%1$tA, %1$td-%1$tb-%1$ty %1$tT GMT", "%1$ta %1$tb %2$2d %1$tT %1$tY")) {
        String date = String.format(Locale.ENGLISH, form, day, day.getDayOfMonth());

        assertThat(HttpDates.parse(date, NOW)).as(date).isEqualTo(day.toInstant(ZoneOffset.UTC));
      }
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "'Wednesday, 25-Nov-76 12:00:00 GMT', 2076",
    "'Friday, 25-Nov-77 12:00:00 GMT', 1977",
    "'Thursday, 25-Nov-99 12:00:00 GMT', 1999",
    "'Wednesday, 25-Nov-26 12:00:00 GMT', 2026"
  })
  void readsATwoDigitYearAsAtMost50YearsAhead(String date, int year) {
    assertThat(HttpDates.parse(date, NOW))
        .isEqualTo(LocalDateTime.of(year, 11, 25, 12, 0).toInstant(ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "-",
        "0",
        "now",
        "Sun, 06 Nov 1994",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 25:49:37 GMT",
        "Monday, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Mon Nov  6 08:49:37 1994",
        "Sun Nov  6 08:49:37 94",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 99999999999 08:49:37 GMT"
      })
  void isNullIfTheTextIsNotADate(String text) {
    assertThat(HttpDates.parse(text, NOW)).isNull();
  }
}
