package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Runs the parts of the benchmark, keeps the results of each, and writes them into the pages. */
final class Benchmarks {

  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int MILLIS = Integer.getInteger("millis", 1500);
  private static final int WARM_UP = Integer.getInteger("warmUp", 40_000);
  private static final int CALLS = Integer.getInteger("calls", 100_000);
  private static final int STARTS = Integer.getInteger("starts", 5);
  private static final String TABLES = "tables";
  private static final List<String> ALL =
      List.of("comparison", "tls", "decisive", "growth", "warm-up", "cold-start", TABLES);

  private Benchmarks() {}

  /**
   * Measures what the arguments name: {@code comparison}, {@code tls}, {@code decisive}, {@code
   * growth}, {@code warm-up}, {@code cold-start}, or all of them. {@code tables} measures nothing:
   * it writes the results that exist into the pages.
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("home", "benchmarks"));
    Path results = home.resolve("results");
    for (String part : arguments.length == 0 ? ALL : List.of(arguments)) {
      if (part.equals(TABLES)) {
        Tables.of(results).writeTo(home.resolveSibling("."));
      } else {
        try (Processes processes = new Processes(home)) {
          run(part, processes, results);
        }
      }
    }
  }

  private static void run(String part, Processes processes, Path results) throws Exception {
    switch (part) {
      case "comparison" -> new Comparison(processes, ROUNDS, MILLIS, WARM_UP).run(results);
      case "tls" -> new Comparison(processes, ROUNDS, MILLIS, WARM_UP).runOverTls(results);
      case "decisive" -> new Decisive(processes, ROUNDS, MILLIS, WARM_UP).run(results);
      case "growth" -> new Growth(processes, MILLIS, CALLS).run(results);
      case "warm-up" -> new WarmUp(processes).run(results);
      case "cold-start" -> new ColdStart(processes, STARTS).run(results);
      default -> throw new IllegalArgumentException("unknown: " + part);
    }
  }
}
