package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the results, and writes them to a file with a description of the machine. */
public final class Report {

  /** On x86, and after {@code aes} on 64-bit Arm, as Linux spells them. */
  private static final List<String> FEATURES =
      List.of(
          "bmi2",
          "adx",
          "avx2",
          "avx512f",
          "avx512ifma",
          "avx512vbmi2",
          "sha_ni",
          "vaes",
          "vpclmulqdq",
          "aes",
          "sha2",
          "pmull",
          "sve");

  private final StringBuilder text = new StringBuilder();

  /** Begins a report; it describes the machine first. */
  public Report(String title) throws IOException {
    line("%s", title);
    line("");
    line("Machine: %s", machine());
    line("Of its features, these make RSA and TLS faster: %s", features());
    line(
        "Java: %s, %s",
        System.getProperty("java.runtime.version"), System.getProperty("java.vm.name"));
    line("");
  }

  /** Adds a line. */
  public void line(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    System.out.println(line);
    text.append(line.stripTrailing()).append('\n');
  }

  /** Writes all lines to a file. */
  public void writeTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    System.out.println("Written to " + file.getFileName());
  }

  /** Returns those of the listed features that the processor has. */
  private static String features() throws IOException {
    Set<String> all = new HashSet<>(List.of((cpu("flags") + " " + cpu("Features")).split(" +")));
    String found = FEATURES.stream().filter(all::contains).collect(Collectors.joining(" "));
    return found.isEmpty() ? "none" : found;
  }

  /** Returns a line about the first processor, or an empty text. */
  private static String cpu(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceFirst(".*: ", ""))
        .findFirst()
        .orElse("");
  }

  private static String machine() throws IOException {
    return cpu("model name")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", load before the run "
        + Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }
}
