package io.github.wechatpayfeign.benchmarks.expiry;

import io.github.wechatpayfeign.benchmarks.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One of the cases that are measured in turn, with its windows: one a round. */
final class Case {

  /** Measures one window. */
  @FunctionalInterface
  interface Measurement {
    Window measure() throws Exception;
  }

  private final String name;
  private final Measurement measurement;
  private final List<Window> windows = new ArrayList<>();

  Case(String name, Measurement measurement) {
    this.name = name;
    this.measurement = measurement;
  }

  /**
   * Measures all cases in turn, so that what else the machine does meets each of them alike. A
   * round before the first one is for the compilers of the JVMs.
   *
   * @return the windows of that round
   */
  static List<Window> measure(int rounds, List<Case> cases) throws Exception {
    List<Window> first = new ArrayList<>();
    for (Case each : cases) {
      first.add(each.next());
    }
    for (int round = 0; round < rounds; round++) {
      for (Case each : cases) {
        each.windows.add(each.next());
      }
    }
    return first;
  }

  private Window next() throws Exception {
    Window window = measurement.measure();
    System.out.printf(Locale.ROOT, "%s: %.0f orders a CPU second%n", name, window.perCpuSecond());
    return window;
  }

  double median(ToDoubleFunction<Window> value) {
    return Window.median(values(value));
  }

  private double[] values(ToDoubleFunction<Window> value) {
    return windows.stream().mapToDouble(value).toArray();
  }

  /** Returns how much CPU an order took, compared with another case in the same round. */
  String ratios(Case other) {
    double[] ratios = new double[windows.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = windows.get(i).cpu() / other.windows.get(i).cpu();
    }
    return Window.medianAndSpread("%.2f", ratios);
  }

  static void head(Report report, String what, String last) {
    report.line(
        "%-34s %18s %7s %7s %9s  %s", what, "orders/CPU s", "DB ms", "JVM ms", "orders/s", last);
  }

  void line(Report report, String last) {
    report.line(
        "%-34s %18s %7.2f %7.2f %9.0f  %s",
        name,
        Window.medianAndSpread("%.0f", values(Window::perCpuSecond)),
        median(Window::databaseCpuEach),
        median(Window::jvmCpuEach),
        median(Window::perSecond),
        last);
  }
}
