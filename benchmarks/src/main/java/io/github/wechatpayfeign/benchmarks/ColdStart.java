package io.github.wechatpayfeign.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures from the start of a JVM to the first verified 204, with and without a class archive. */
final class ColdStart {

  private final Processes processes;
  private final int rounds;
  private final Map<String, double[]> millis = new LinkedHashMap<>();

  ColdStart(Processes processes, int rounds) {
    this.processes = processes;
    this.rounds = rounds;
  }

  /** Does once what is measured, and returns when the answer was verified. */
  @FunctionalInterface
  private interface Start {
    void once(String... options) throws Exception;
  }

  void run(Path folder) throws Exception {
    Report report = new Report("From the start of a JVM to the first verified 204");
    Map<String, Start> all = new LinkedHashMap<>();
    all.put("ours, Amazon", options -> contender("ours", "amazon", options));
    all.put("ours, Conscrypt", options -> contender("ours", "conscrypt", options));
    all.put("ours, JDK", options -> contender("ours", "jvm", options));
    all.put("wechatpay-java", options -> contender("wechatpay-java", "jvm", options));
    all.put("command line, to its end", this::cli);
    Map<String, Path> archives = new LinkedHashMap<>();
    for (Map.Entry<String, Start> one : all.entrySet()) {
      Path archive = processes.folder().resolve(archives.size() + ".jsa");
      one.getValue().once("-XX:ArchiveClassesAtExit=" + archive);
      if (!Files.exists(archive)) {
        throw new IOException("No class archive was made of " + one.getKey());
      }
      archives.put(one.getKey(), archive);
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Start> one : all.entrySet()) {
        time(one.getKey(), round, one.getValue());
        String archive = "-XX:SharedArchiveFile=" + archives.get(one.getKey());
        time(one.getKey() + ", archive", round, options -> one.getValue().once(archive));
      }
    }
    report.line("Milliseconds, medians of %d alternated rounds (least to most)", rounds);
    report.line("");
    millis.forEach(
        (name, each) ->
            report.line(
                "%-35s %6.0f (%.0f-%.0f)",
                name,
                Measured.median(each),
                java.util.Arrays.stream(each).min().orElseThrow(),
                java.util.Arrays.stream(each).max().orElseThrow()));
    report.writeTo(folder.resolve("cold-start.txt"));
  }

  private void time(String name, int round, Start start) throws Exception {
    long begin = System.nanoTime();
    start.once();
    millis.computeIfAbsent(name, key -> new double[rounds])[round] =
        (System.nanoTime() - begin) / 1e6;
  }

  private void contender(String name, String provider, String... options) throws Exception {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "-Dwechatpay.signature.provider=" + provider;
    Processes.Line line = processes.contender(name, all);
    line.ask("once");
    if (options.length > 0 && options[0].contains("ArchiveClassesAtExit")) {
      line.end();
    }
  }

  private void cli(String... options) throws IOException, InterruptedException {
    File output = Files.createTempFile(processes.folder(), "cli", ".out").toFile();
    Process process =
        new ProcessBuilder(processes.cli(options))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(output.toPath()));
    }
  }
}
