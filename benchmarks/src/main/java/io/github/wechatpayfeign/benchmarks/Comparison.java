package io.github.wechatpayfeign.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A close by each client, with the same RSA for all, and with what each gets by default. */
final class Comparison {

  /** The clients, by the name of their contender. */
  private static final Map<String, String> CLIENTS = new LinkedHashMap<>();

  static {
    CLIENTS.put("ours", "ours");
    CLIENTS.put("wechatpay-java", "wechatpay-java");
    CLIENTS.put("wxjava", "WxJava");
  }

  private final Processes processes;
  private final Rounds rounds;
  private final int millis;

  Comparison(Processes processes, int rounds, int millis, int warmUp) {
    this.processes = processes;
    this.rounds = new Rounds(processes, rounds, millis, warmUp);
    this.millis = millis;
  }

  void run(Path folder) throws Exception {
    Report report = new Report("Closes of one order by one thread, side by side");
    startAll("default", Rsa.JDK, false);
    rounds.start("ours, native artifact", "ours", Rsa.NATIVE, false);
    rounds.start("ours, native artifact, no IFMA", "ours", Rsa.NATIVE_WITHOUT_IFMA, false);
    rounds.start("ours, Conscrypt", "ours", Rsa.CONSCRYPT, false);
    startAll("Amazon", Rsa.AMAZON, false);
    startAll("Amazon, no IFMA", Rsa.AMAZON_WITHOUT_IFMA, false);
    rounds.start("OkHttp, JDK", "okhttp-jvm", Rsa.NATIVE, false);
    rounds.start("OkHttp, Amazon", "okhttp-amazon", Rsa.NATIVE, false);
    rounds.startLittle("socket, JDK", "socket-jvm", Rsa.NATIVE);
    rounds.startLittle("socket, Amazon", "socket-amazon", Rsa.NATIVE);
    rounds.startLittle("bare JDK", "bare-jvm", Rsa.NATIVE);
    rounds.startLittle("bare Amazon", "bare-amazon", Rsa.NATIVE);
    rounds.startLittle("bare Amazon, no IFMA", "bare-amazon", Rsa.NATIVE_WITHOUT_IFMA);
    rounds.startLittle("bare Conscrypt", "bare-conscrypt", Rsa.NATIVE);
    rounds.run();
    rounds.table(report);
    ratios(report);
    steadyState(report);
    rounds.counts(report);
    report.writeTo(folder.resolve("comparison.txt"));
    Figures.write(folder.resolve("comparison.tsv"), rounds.results());
    Plot.write(folder.resolve("comparison.svg"), rounds.results());
  }

  /** The same with TLS, which users pay, by a certificate that is checked. */
  void runOverTls(Path folder) throws Exception {
    Report report = new Report("Closes over TLS on a kept connection, side by side");
    startAll("default", Rsa.JDK, true);
    startAll("Amazon", Rsa.AMAZON, true);
    rounds.run();
    rounds.table(report);
    equal(report, List.of("default", "Amazon"));
    rounds.counts(report);
    report.writeTo(folder.resolve("tls.txt"));
    Figures.write(folder.resolve("tls.tsv"), rounds.results());
  }

  private void startAll(String how, Rsa rsa, boolean tls) throws Exception {
    for (Map.Entry<String, String> client : CLIENTS.entrySet()) {
      rounds.start(client.getValue() + ", " + how, client.getKey(), rsa, tls);
    }
  }

  private void ratios(Report report) {
    equal(report, List.of("default", "Amazon", "Amazon, no IFMA"));
    report.line("CPU of a close with the native artifact, as a multiple of others by default:");
    for (String ours : List.of("native artifact", "native artifact, no IFMA", "Conscrypt")) {
      rounds.ratio(report, "ours, " + ours, "wechatpay-java, default", "none");
      rounds.ratio(report, "ours, " + ours, "WxJava, default", "none");
    }
    report.line("CPU of a close, as a multiple of bare cryptography:");
    rounds.ratio(report, "ours, default", "bare JDK", "none");
    rounds.ratio(report, "ours, native artifact", "bare Amazon", "at most 1.3");
    rounds.ratio(report, "ours, native artifact, no IFMA", "bare Amazon, no IFMA", "none");
    rounds.ratio(report, "ours, Conscrypt", "bare Conscrypt", "at most 1.3");
    report.line("CPU of a close, as a multiple of bare cryptography with one write and one read:");
    rounds.ratio(report, "ours, default", "socket, JDK", "none");
    rounds.ratio(report, "ours, native artifact", "socket, Amazon", "none");
    report.line("CPU of a close, as a multiple of OkHttp with bare cryptography:");
    rounds.ratio(report, "ours, default", "OkHttp, JDK", "none");
    rounds.ratio(report, "ours, native artifact", "OkHttp, Amazon", "none");
    report.line("The same OkHttp, as a multiple of others with the same RSA:");
    rounds.ratio(report, "OkHttp, JDK", "wechatpay-java, default", "none");
    rounds.ratio(report, "OkHttp, JDK", "WxJava, default", "none");
    rounds.ratio(report, "OkHttp, Amazon", "wechatpay-java, Amazon", "none");
    rounds.ratio(report, "OkHttp, Amazon", "WxJava, Amazon", "none");
    report.line("");
  }

  private void equal(Report report, List<String> groups) {
    report.line("CPU of a close, as a multiple of others with the same RSA (median, spread):");
    for (String group : groups) {
      rounds.ratio(report, "ours, " + group, "wechatpay-java, " + group, "at most 0.9");
      rounds.ratio(report, "ours, " + group, "WxJava, " + group, "at most 0.9");
    }
  }

  private void steadyState(Report report) throws Exception {
    String ours = "ours, native artifact";
    // The first call of a round may find that its connection was closed during the other rounds.
    rounds.measure(ours, 100);
    long before = connections();
    Measured steady = rounds.measure(ours, millis);
    report.line(
        "Connections opened by ours in %d calls of steady state: %d",
        steady.calls(), connections() - before);
  }

  private long connections() throws Exception {
    return processes.counts().getOrDefault("connections", 0L);
  }
}
