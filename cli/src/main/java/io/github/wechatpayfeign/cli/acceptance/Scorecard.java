package io.github.wechatpayfeign.cli.acceptance;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.Words;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known about each point. A failure stays; otherwise the last word counts. */
final class Scorecard {

  private final Map<Point, Verdict> verdicts = new EnumMap<>(Point.class);
  private final Map<Point, String> messages = new EnumMap<>(Point.class);
  private final Set<Point> leftOut;

  Scorecard(Set<Point> leftOut) {
    this.leftOut = leftOut;
    for (Point point : Point.values()) {
      if (leftOut.contains(point)) {
        set(point, Verdict.LEFT_OUT, Words.of("as asked"));
      } else if (point.canBeSeen()) {
        set(point, Verdict.NOT_SEEN, Words.of("the run did not come so far"));
      } else {
        set(point, Verdict.CANNOT_BE_SEEN, point.byHand());
      }
    }
  }

  void passed(Point point, String message) {
    note(point, Verdict.PASSED, message);
  }

  void failed(Point point, String message) {
    note(point, Verdict.FAILED, message);
  }

  void notSeen(String message, Point... points) {
    for (Point point : points) {
      note(point, Verdict.NOT_SEEN, message);
    }
  }

  private void note(Point point, Verdict verdict, String message) {
    if (!leftOut.contains(point) && verdicts.get(point) != Verdict.FAILED) {
      set(point, verdict, message);
    }
  }

  private void set(Point point, Verdict verdict, String message) {
    verdicts.put(point, verdict);
    messages.put(point, message);
  }

  Verdict verdict(Point point) {
    return verdicts.getOrDefault(point, Verdict.NOT_SEEN);
  }

  List<Result> results() {
    return Arrays.stream(Point.values())
        .map(point -> Result.of(point, verdict(point), messages.getOrDefault(point, "")))
        .toList();
  }

  /** Returns the number of points with each verdict, such as {@code 3 passed, 1 failed}. */
  String summary() {
    return Stream.of(Verdict.values())
        .map(this::counted)
        .collect(Collectors.joining(Words.isEnglish() ? ", " : "，"));
  }

  private String counted(Verdict verdict) {
    return Words.isEnglish()
        ? count(verdict) + " " + verdict.label()
        : verdict.label() + " " + count(verdict);
  }

  private long count(Verdict verdict) {
    return verdicts.values().stream().filter(verdict::equals).count();
  }

  /** Returns 0 if every point passed that can be seen and was not left out, and 1 otherwise. */
  int exitCode() {
    return count(Verdict.FAILED) + count(Verdict.NOT_SEEN) == 0
        ? ExitCode.DONE
        : ExitCode.DECIDED_OTHERWISE;
  }
}
