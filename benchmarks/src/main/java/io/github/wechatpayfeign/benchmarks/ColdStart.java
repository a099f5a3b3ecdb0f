package io.github.wechatpayfeign.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the time from a JVM's start to its first verified 204, with and without class archive.
 */
final class ColdStart {

  private static final String BY_JAR = "close --simulator, java -jar";
  private static final int MOST_FIRST_RUNS = 20;
  private static final String BY_SCRIPT = "close --simulator, script";

  private final Processes processes;
  private final int rounds;
  private final Map<String, double[]> millis = new LinkedHashMap<>();

  ColdStart(Processes processes, int rounds) {
    this.processes = processes;
    this.rounds = rounds;
  }

  /** Starts a JVM; returns the time to its first verified answer in nanoseconds. */
  @FunctionalInterface
  private interface Start {
    long once(String... options) throws Exception;
  }

  void run(Path folder) throws Exception {
    Report report = new Report("From the start of a JVM to the first verified 204");
    report.line("The JVM has one core. The clients are over TLS, with the jars of a user.");
    report.line("OkHttp alone has bare cryptography, so no client on it can be faster.");
    report.line("");
    Map<String, Start> all = new LinkedHashMap<>();
    all.put("ours, JDK", options -> contender("ours", Rsa.JDK, options));
    all.put("ours, Conscrypt", options -> named("conscrypt", options));
    all.put("ours, Amazon", options -> named("amazon", options));
    all.put("wechatpay-java", options -> contender("wechatpay-java", Rsa.JDK, options));
    all.put("OkHttp alone", options -> contender("okhttp-jvm", Rsa.NATIVE, options));
    all.put("command line, to its end", this::cli);
    Map<String, Path> archives = archives(report, all);
    for (int run = 0; run < MOST_FIRST_RUNS && (run == 0 || processes.isArchiveInWork()); run++) {
      simulated(true);
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Start> one : all.entrySet()) {
        keep(one.getKey(), round, one.getValue().once());
        Path archive = archives.get(one.getKey());
        if (archive != null) {
          String option = "-XX:SharedArchiveFile=" + archive;
          keep(one.getKey() + ", archive", round, one.getValue().once(option));
        }
      }
      keep(BY_JAR, round, simulated(false));
      keep(BY_SCRIPT, round, simulated(true));
    }
    report.line("Milliseconds, medians of %d alternated rounds (least to most)", rounds);
    report.line("");
    millis.forEach(
        (name, each) ->
            report.line(
                "%-35s %6.0f (%.0f-%.0f)",
                name,
                Measured.median(each),
                Arrays.stream(each).min().orElseThrow(),
                Arrays.stream(each).max().orElseThrow()));
    report.line("");
    ratio(report, "ours, JDK", "wechatpay-java", "at most 1");
    ratio(report, "ours, JDK", "OkHttp alone", "none");
    ratio(report, BY_SCRIPT, BY_JAR, "at most 0.7");
    report.writeTo(folder.resolve("cold-start-java" + Runtime.version().feature() + ".txt"));
  }

  /** Some JVMs of version 17 crash while they write an archive. */
  private Map<String, Path> archives(Report report, Map<String, Start> all) throws Exception {
    Map<String, Path> archives = new LinkedHashMap<>();
    for (Map.Entry<String, Start> one : all.entrySet()) {
      Path archive = processes.folder().resolve(archives.size() + ".jsa");
      one.getValue()
          .once(
              "-XX:ArchiveClassesAtExit=" + archive,
              "-XX:ErrorFile=" + processes.folder().resolve("crash"));
      if (Files.exists(archive)) {
        archives.put(one.getKey(), archive);
      } else {
        report.line("This JVM does not manage to write a class archive of: %s", one.getKey());
      }
    }
    return archives;
  }

  private void ratio(Report report, String one, String other, String goal) {
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = millis(one)[round] / millis(other)[round];
    }
    report.line("%s / %s: %.2f (goal: %s)", one, other, Measured.median(ratios), goal);
  }

  private double[] millis(String name) {
    return Objects.requireNonNull(millis.get(name), name);
  }

  private void keep(String name, int round, long nanos) {
    millis.computeIfAbsent(name, key -> new double[rounds])[round] = nanos / 1e6;
  }

  /** Starts our client with a native provider. */
  private long named(String provider, String... options) throws Exception {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "-Dwechatpay.signature.provider=" + provider;
    return contender("ours", Rsa.NATIVE, all);
  }

  private long contender(String name, Rsa rsa, String... options) throws Exception {
    long begin = System.nanoTime();
    Processes.Line line = processes.alone(name, rsa, options);
    line.ask("once");
    long took = System.nanoTime() - begin;
    line.end();
    return took;
  }

  private long cli(String... options) throws IOException, InterruptedException {
    return toItsEnd(new ProcessBuilder(processes.cli(options)), options.length == 0);
  }

  private long simulated(boolean byScript) throws IOException, InterruptedException {
    return toItsEnd(processes.simulated(byScript), true);
  }

  private long toItsEnd(ProcessBuilder command, boolean mustSucceed)
      throws IOException, InterruptedException {
    File output = Files.createTempFile(processes.folder(), "cli", ".out").toFile();
    long begin = System.nanoTime();
    Process process = command.redirectErrorStream(true).redirectOutput(output).start();
    if (process.waitFor() != 0 && mustSucceed) {
      throw new IOException(Files.readString(output.toPath()));
    }
    return System.nanoTime() - begin;
  }
}
