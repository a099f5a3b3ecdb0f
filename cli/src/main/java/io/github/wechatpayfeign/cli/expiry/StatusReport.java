package io.github.wechatpayfeign.cli.expiry;

import com.fasterxml.jackson.annotation.JsonProperty;
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
            : progress.due() + ", the oldest for " + inWords(progress.oldestDue());
    String end =
        progress.due() == 0
            ? "nothing is due"
            : end()
                + " at the earliest, in "
                + inWords(estimate())
                + " at "
                + requestsPerSecond
                + " requests/s";
    return String.join(
        System.lineSeparator(),
        "waiting  " + progress.waiting(),
        "due      " + due,
        "parked   " + progress.parked(),
        "end      " + end);
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
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
