package io.github.wechatpayfeign.signing;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code Retry-After}: seconds, or a date. */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");
  private static final int DIGITS_OF_A_LIFETIME = 9;

  private RetryAfter() {}

  /** Returns how long the answer asks to wait, zero where it does not ask. */
  static Duration of(Map<String, Collection<String>> headers, Clock clock) {
    for (Map.Entry<String, Collection<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase("Retry-After") && header.getValue().size() == 1) {
        return parse(header.getValue().iterator().next().strip(), clock);
      }
    }
    return Duration.ZERO;
  }

  private static Duration parse(String value, Clock clock) {
    if (SECONDS.matcher(value).matches()) {
      return value.length() > DIGITS_OF_A_LIFETIME
          ? ChronoUnit.FOREVER.getDuration()
          : Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Duration wait =
          Duration.between(
              clock.instant(),
              ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException neither) {
      return Duration.ZERO;
    }
  }
}
