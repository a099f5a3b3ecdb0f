package io.github.wechatpayfeign.benchmarks.expiry;

import io.github.wechatpayfeign.benchmarks.Report;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what an expired order costs, and keeps the results. Arguments name single parts: {@code
 * backlog}, {@code sizes}, {@code limit}, {@code lateness}, {@code requests}, or {@code drain},
 * which settles all orders of the backlog and is no part of the whole.
 */
final class ExpiryBenchmark {

  /** More requests a second than any fleet reaches here. */
  static final int NO_LIMIT = 100_000;

  /** When order {@code g} is due: long ago, one each millisecond. */
  static final String DUE = "timestamptz '2020-01-01 00:00:00Z' + g * interval '1 millisecond'";

  private static final List<String> PARTS =
      List.of("backlog", "sizes", "limit", "lateness", "requests");

  private static final int ROWS = Integer.getInteger("rows", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final int ORDERS = Integer.getInteger("orders", 20_000);

  private ExpiryBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    List<String> parts = arguments.length == 0 ? PARTS : List.of(arguments);
    Report report = new Report("What an expired order costs");
    try (Machines machines = Machines.start()) {
      head(report, machines);
      Tables full = machines.server().create("filled");
      full.create();
      full.place(1, ROWS, DUE);
      full.vacuum();
      for (String part : parts) {
        switch (part) {
          case "backlog" -> new Backlog(machines).run(report, full, ROUNDS, ORDERS);
          case "sizes" -> new Sizes(machines).run(report, full, ROUNDS);
          case "limit" -> new Limit(machines).run(report, full, ROUNDS);
          case "lateness" -> new Lateness(machines).run(report, ROWS, ROUNDS);
          case "requests" -> new Requests(machines).run(report, ROUNDS);
          case "drain" -> new Drain(machines).run(report, full, ROWS);
          default -> throw new IllegalArgumentException("unknown: " + part);
        }
        report.line("");
      }
    }
    if (arguments.length == 0) {
      Path home = Path.of(System.getProperty("home", "benchmarks"));
      report.writeTo(home.resolve("results").resolve("order-expiry.txt"));
    }
  }

  private static void head(Report report, Machines machines) throws Exception {
    report.line("Database: PostgreSQL %s, fsync on", machines.server().version());
    report.line("");
    report.line(
        "An order is settled in one transaction: its timer is deleted (a sweep has none), its");
    report.line(
        "state and the stock of its product updated, a line of the journal inserted. A close is");
    report.line(
        "answered at once, unless it says otherwise, so this is what all but closing costs.");
    report.line(
        "CPU is that of all processes of the database and of all JVMs; ms are those of an order.");
    report.line("Medians of %d windows, measured in turn, after one that is not counted.", ROUNDS);
    report.line("");
  }
}
