package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.NetworkFailure;
import io.github.wechatpayfeign.cli.console.TimeLimit;
import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares this machine's clock with the gateway's, which is in the {@code Date} of every answer.
 * The gateway refuses every request whose timestamp is 5 minutes or more off.
 */
record ClockCheck(Probe probe, Clock clock, Findings findings) {

  private static final String CHECK = "clock";
  private static final Duration NOTABLE = Duration.ofSeconds(60);
  private static final Duration REFUSED = Duration.ofMinutes(5);

  void run() {
    try {
      Duration ahead = TimeLimit.within(this::ahead);
      if (ahead == null) {
        findings.warning(
            CHECK, Words.of("the answer has no Date"), Words.of("see which server answers there"));
      } else {
        judge(ahead);
      }
    } catch (IOException e) {
      findings.failure(CHECK, Words.of("no HTTP answer: {0}", NetworkFailure.inWords(e)), fix(e));
    }
  }

  private static String fix(IOException failure) {
    return Objects.requireNonNullElse(
        NetworkFailure.remedy(failure), Words.of("see which server answers there"));
  }

  /** Warns well before the limit of the gateway: a clock that drifts goes on drifting. */
  private void judge(Duration ahead) {
    long seconds = ahead.abs().toSeconds();
    String message =
        ahead.isNegative()
            ? Words.of("this machine is {0} s behind the gateway", seconds)
            : Words.of("this machine is {0} s ahead of the gateway", seconds);
    String limit = Words.of("{0}; from 300 s on it refuses every request", message);
    String fix = Words.of("set this machine's clock, and keep it right with NTP");
    if (ahead.abs().compareTo(REFUSED) >= 0) {
      findings.failure(CHECK, limit, fix);
    } else if (ahead.abs().compareTo(NOTABLE) > 0) {
      findings.warning(CHECK, limit, fix);
    } else {
      findings.ok(CHECK, message);
    }
  }

  /**
   * Returns how far this machine is ahead, or null if the answer has no date. The request is not
   * signed, so that a wrong key does not hide a wrong clock. The middle between sending and
   * receiving is compared, so that a slow network does not look like a wrong clock.
   */
  private @Nullable Duration ahead() throws IOException {
    Instant before = clock.instant();
    return probe.send(
        answer -> {
          Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
          Instant gateway = parsed(answer.header("Date"));
          return gateway == null ? null : Duration.between(gateway, middle);
        });
  }

  private static @Nullable Instant parsed(@Nullable String date) {
    try {
      return date == null
          ? null
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
