package io.github.wechatpayfeign.cli.expiry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.expiry.ExpiryProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes how much is open in a fleet. */
record StatusReport(ExpiryProgress progress, Instant now, int requestsPerSecond) {

  /** The members of the JSON object. */
  private record Json(
      @JsonProperty("waiting") long waiting,
      @JsonProperty("due") long due,
      @JsonProperty("parked") long parked,
      @JsonProperty("oldest_due_seconds") long oldestDueSeconds,
      @JsonProperty("estimated_seconds") long estimatedSeconds,
      @JsonProperty("estimated_end") String estimatedEnd) {}

  String json() {
    return JsonFormat.write(
        new Json(
            progress.waiting(),
            progress.due(),
            progress.parked(),
            progress.oldestDue().toSeconds(),
            estimate().toSeconds(),
            end()));
  }

  String text() {
    String due =
        progress.due() == 0
            ? "0"
            : Words.of("{0}, the oldest for {1}", progress.due(), inWords(progress.oldestDue()));
    String end =
        progress.due() == 0
            ? Words.of("nothing is due")
            : Words.of(
                "{0} at the earliest, in {1} at {2} requests/s",
                end(), inWords(estimate()), requestsPerSecond);
    return String.join(
        System.lineSeparator(),
        Words.of("waiting  {0}", progress.waiting()),
        Words.of("due      {0}", due),
        Words.of("parked   {0}", progress.parked()),
        Words.of("end      {0}", end));
  }

  private String end() {
    return now.plus(estimate()).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns whole seconds, and at least one if anything is due. */
  private Duration estimate() {
    return Duration.ofSeconds(progress.estimate().plusMillis(999).toSeconds());
  }

  private static String inWords(Duration time) {
    if (time.toHours() > 0) {
      return Words.of("{0} h {1} min", time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? Words.of("{0} min {1} s", time.toMinutes(), time.toSecondsPart())
        : Words.of("{0} s", time.toSeconds());
  }
}
