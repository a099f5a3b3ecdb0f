package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** What it costs to know that an open order is closed, in requests and CPU. */
final class Decisive {

  private final Rounds rounds;

  Decisive(Processes processes, int rounds, int millis, int warmUp) {
    this.rounds = new Rounds(processes, rounds, millis, warmUp);
  }

  void run(Path folder) throws Exception {
    Report report = new Report("Decisive closes of open orders by one thread, side by side");
    rounds.start("ours, query first", "ours-decisive", Rsa.JDK, false);
    rounds.start("ours, close first", "ours-close-first", Rsa.JDK, false);
    rounds.start("wechatpay-java, by hand", "wechatpay-java-decisive", Rsa.JDK, false);
    rounds.start("ours, query first, native", "ours-decisive", Rsa.NATIVE, false);
    rounds.start("ours, close first, native", "ours-close-first", Rsa.NATIVE, false);
    rounds.run();
    rounds.table(report);
    report.line("Requests an order:");
    rounds
        .results()
        .forEach(
            (title, list) ->
                report.line(
                    "  %-45s %.2f", title, Measured.median(list, Measured::requestsOfACall)));
    report.line("CPU of an order, as a multiple:");
    String byHand = "wechatpay-java, by hand";
    for (String ours : List.of("ours, query first", "ours, close first")) {
      rounds.ratio(report, ours, byHand, "none");
    }
    rounds.counts(report);
    report.writeTo(folder.resolve("decisive.txt"));
    Figures.write(folder.resolve("decisive.tsv"), rounds.results());
  }
}
