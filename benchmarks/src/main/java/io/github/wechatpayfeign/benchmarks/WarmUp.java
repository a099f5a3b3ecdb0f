package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first 40 seconds: how CPU and the slowest calls change while the JVM compiles. */
final class WarmUp {

  private static final int WINDOWS = 8;
  private static final int WINDOW_MILLIS = 5000;

  private final Rounds rounds;

  WarmUp(Processes processes) {
    this.rounds = new Rounds(processes, 0, WINDOW_MILLIS, 0);
  }

  void run(Path folder) throws Exception {
    Report report = new Report("The first 40 s of a process that closes orders by one thread");
    for (Rsa rsa : List.of(Rsa.JDK, Rsa.AMAZON)) {
      List<Measured> ours = windows("ours", rsa);
      List<Measured> theirs = windows("wechatpay-java", rsa);
      report.line("RSA: %s; window of %d s", rsa, WINDOW_MILLIS / 1000);
      report.line(
          "%-8s %12s %10s %10s %24s %10s %10s",
          "until",
          "ours, CPU us",
          "p50 us",
          "p99 us",
          "wechatpay-java, CPU us",
          "p50 us",
          "p99 us");
      for (int i = 0; i < WINDOWS; i++) {
        Measured one = ours.get(i);
        Measured other = theirs.get(i);
        report.line(
            "%-8s %12.0f %10.0f %10.0f %24.0f %10.0f %10.0f",
            (i + 1) * WINDOW_MILLIS / 1000 + " s",
            one.cpuMicros(),
            one.p50Micros(),
            one.p99Micros(),
            other.cpuMicros(),
            other.p50Micros(),
            other.p99Micros());
      }
      report.line("");
    }
    report.writeTo(folder.resolve("warm-up.txt"));
  }

  private List<Measured> windows(String name, Rsa rsa) throws Exception {
    String title = name + ", " + rsa;
    rounds.start(title, name, rsa, false);
    List<Measured> windows = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      windows.add(rounds.measure(title, WINDOW_MILLIS));
    }
    return windows;
  }
}
