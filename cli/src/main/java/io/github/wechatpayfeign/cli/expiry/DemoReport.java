package io.github.wechatpayfeign.cli.expiry;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import java.time.Duration;
import java.util.Locale;

/** The end of a demo, as a table or a JSON object. */
record DemoReport(
    @JsonProperty("orders") long orders,
    @JsonProperty("settled") long settled,
    @JsonProperty("closed") long closed,
    @JsonProperty("paid") long paid,
    @JsonProperty("not_found") long notFound,
    @JsonProperty("twice") long twice,
    @JsonProperty("lost") long lost,
    @JsonProperty("disagreements") long disagreements,
    @JsonProperty("workers") long workers,
    @JsonProperty("killed") long killed,
    @JsonProperty("revived") long revived,
    @JsonProperty("fenced") long fenced,
    @JsonProperty("requests") long requests,
    @JsonProperty("seconds") double seconds) {

  private static final double MILLIS = 1000.0;

  static DemoReport of(
      long orders, DemoComparison compared, DemoWorkers workers, long requests, Duration time) {
    return new DemoReport(
        orders,
        compared.settled(),
        compared.closed(),
        compared.paid(),
        compared.notFound(),
        compared.twice(),
        compared.lost(),
        compared.disagreements(),
        workers.started(),
        workers.killed(),
        workers.revived(),
        workers.fenced(),
        requests,
        time.toMillis() / MILLIS);
  }

  /** Returns whether each order was settled once, as the order book says. */
  boolean isRight() {
    return twice == 0 && lost == 0 && disagreements == 0;
  }

  String json() {
    return JsonFormat.write(this);
  }

  String text() {
    return String.join(
        System.lineSeparator(),
        row("orders", orders, ""),
        row(
            "settled",
            settled,
            Words.of("{0} closed, {1} paid, {2} not found", closed, paid, notFound)),
        row("twice", twice, Words.of("settlements beyond the first of an order")),
        row("lost", lost, Words.of("orders that were never settled")),
        row("disagreements", disagreements, Words.of("with the order book of the simulator")),
        row("workers", workers, Words.of("{0} killed", killed)),
        row("revived", revived, Words.of("orders taken from a dead worker")),
        row("fenced", fenced, Words.of("settlements rolled back, because another one was first")),
        row("requests", requests, Words.of("{0} an order", decimal((double) requests / orders))),
        String.format(Locale.ROOT, "%-13s %9.1f", "seconds", seconds));
  }

  private static String row(String name, long number, String meaning) {
    return String.format(Locale.ROOT, "%-13s %9d  %s", name, number, meaning).stripTrailing();
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
