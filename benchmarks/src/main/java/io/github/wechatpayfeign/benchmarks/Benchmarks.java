package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Runs a comparison, a growth or a cold start, and keeps the results of each. */
final class Benchmarks {

  private static final int ROUNDS = Integer.getInteger("rounds", 7);
  private static final int MILLIS = Integer.getInteger("millis", 3000);
  private static final int WARM_UP_MILLIS = Integer.getInteger("warmUpMillis", 60_000);
  private static final int CALLS = Integer.getInteger("calls", 1_000_000);
  private static final int STARTS = Integer.getInteger("starts", 7);

  private Benchmarks() {}

  /**
   * Measures what the arguments name: {@code comparison}, {@code growth}, {@code cold-start}, or
   * all of them.
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("home", "benchmarks"));
    Path results = home.resolve("results");
    List<String> all =
        arguments.length == 0 ? List.of("comparison", "growth", "cold-start") : List.of(arguments);
    for (String one : all) {
      try (Processes processes = new Processes(home)) {
        switch (one) {
          case "comparison" ->
              new Comparison(processes, ROUNDS, MILLIS, WARM_UP_MILLIS).run(results);
          case "growth" -> new Growth(processes, MILLIS, CALLS).run(results);
          case "cold-start" -> new ColdStart(processes, STARTS).run(results);
          default -> throw new IllegalArgumentException("unknown: " + one);
        }
      }
    }
  }
}
