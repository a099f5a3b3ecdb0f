package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of each round, in a file with tabs: the contender, and what was measured. */
final class Figures {

  private Figures() {}

  static void write(Path file, Map<String, List<Measured>> results) throws IOException {
    List<String> lines = new ArrayList<>();
    results.forEach(
        (title, rounds) -> rounds.forEach(round -> lines.add(title + '\t' + round.line())));
    Files.write(file, lines);
  }

  static Map<String, List<Measured>> read(Path file) throws IOException {
    Map<String, List<Measured>> results = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", 2);
      results.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(Measured.parse(parts[1]));
    }
    return results;
  }
}
