package io.github.wechatpayfeign.errors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Retry-After}: seconds, or a date.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
 */
final class RetryAfter {

  /** The longest wait returned: no caller waits longer, and its nanoseconds fit in a long. */
  static final Duration MAX_WAIT = Duration.ofDays(365);

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=[0-9])");
  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * Returns how long the answer asks to wait. Of several values the longest wait counts. A value
   * that is neither a number of seconds nor a date is ignored.
   */
  static Optional<Duration> of(Map<String, Collection<String>> headers, Clock clock) {
    return ResponseHeaders.all(headers, "Retry-After").stream()
        .map(value -> parse(value.strip(), headers, clock))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }

  private static @Nullable Duration parse(
      String value, Map<String, Collection<String>> headers, Clock clock) {
    if (SECONDS.matcher(value).matches()) {
      String digits = LEADING_ZEROS.matcher(value).replaceFirst("");
      return digits.length() > MAX_DIGITS
          ? MAX_WAIT
          : bounded(Duration.ofSeconds(Long.parseLong(digits)));
    }
    Instant until = HttpDates.parse(value, clock.instant());
    return until == null ? null : bounded(Duration.between(sent(headers, clock), until));
  }

  /** A date is meant by the gateway's clock, which its Date header shows; ours may differ. */
  private static Instant sent(Map<String, Collection<String>> headers, Clock clock) {
    String date = ResponseHeaders.first(headers, "Date");
    Instant sent = date == null ? null : HttpDates.parse(date, clock.instant());
    return sent == null ? clock.instant() : sent;
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
  }
}
