package io.github.wechatpayfeign.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints the results, and writes them to a file with a description of the machine. */
public final class Report {

  private final StringBuilder text = new StringBuilder();

  /** Begins a report; it describes the machine first. */
  public Report(String title) throws IOException {
    line("%s", title);
    line("");
    line("Machine: %s", machine());
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

  private static String machine() throws IOException {
    String model =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.replaceFirst(".*: ", ""))
            .findFirst()
            .orElse("unknown");
    return model
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
