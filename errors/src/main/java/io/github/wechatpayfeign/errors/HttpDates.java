package io.github.wechatpayfeign.errors;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of headers, in the three forms of HTTP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7">RFC 9110, date formats</a>
 */
final class HttpDates {

  /** {@code Sun Nov 6 08:49:37 1994}, as the C function asctime writes it. */
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

  private HttpDates() {}

  /**
   * Returns the date, or null if the text is not a date.
   *
   * @param now the time to which a year of two digits is near: at most 50 years later
   */
  static @Nullable Instant parse(String text, Instant now) {
    try {
      return parse(text.strip(), now.atZone(ZoneOffset.UTC).getYear());
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static Instant parse(String text, int year) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC);
    }
    if (text.indexOf('-') > comma && text.endsWith(" GMT")) {
      return LocalDateTime.parse(text, rfc850(year)).toInstant(ZoneOffset.UTC);
    }
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  /** {@code Sunday, 06-Nov-94 08:49:37 GMT}: a year more than 50 years ahead means the past. */
  private static DateTimeFormatter rfc850(int year) {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, year - 49)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
