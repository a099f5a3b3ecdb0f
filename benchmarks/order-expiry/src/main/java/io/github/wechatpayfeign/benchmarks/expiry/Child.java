package io.github.wechatpayfeign.benchmarks.expiry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that answers each line of its input with one line. It ends with its input. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  private Child(Process process) {
    this.process = process;
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    this.in = process.outputWriter(US_ASCII);
  }

  static Child start(Class<?> main) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Returns the numbers of the answer, by name. */
  Map<String, Long> ask(String line) {
    try {
      in.write(line + "\n");
      in.flush();
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException("The process ended at: " + line);
      }
      Map<String, Long> values = new HashMap<>();
      for (String pair : answer.split(" ", -1)) {
        String[] parts = pair.split("=", 2);
        values.put(parts[0], Long.parseLong(parts[1]));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one of the numbers that it counted so far. */
  long count(String name) {
    return ask("counts").getOrDefault(name, 0L);
  }

  long cpuMillis() {
    return ProcessCpu.millis(process.pid());
  }

  @Override
  public void close() {
    try {
      in.close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
