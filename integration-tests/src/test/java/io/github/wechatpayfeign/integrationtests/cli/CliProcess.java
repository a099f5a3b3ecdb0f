package io.github.wechatpayfeign.integrationtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runnable jar as a process of its own. */
final class CliProcess {

  private static final Path JAR = Path.of("..", "cli", "target", "wechatpay-feign-cli.jar");

  private CliProcess() {}

  /** Returns the jar. */
  static Path jar() {
    assertThat(JAR).as("the jar that \"mvn verify\" builds").exists();
    return JAR.toAbsolutePath();
  }

  /** Prepares a process that does not inherit the environment variables of this one. */
  static ProcessBuilder of(Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A JVM that lives for a second is faster without C2.
                "-XX:TieredStopAtLevel=1",
                "-Duser.language=en",
                "-jar",
                jar().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WECHATPAY_"));
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** Lets a process heed SIGINT, even if this one ignores it, which its children inherit. */
  static ProcessBuilder heedingInterrupts(ProcessBuilder builder) throws IOException {
    if (ignoresInterrupts()) {
      builder.command().addAll(0, List.of("env", "--default-signal=INT"));
    }
    return builder;
  }

  /** Like every process that a shell starts in the background, and its children. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }
}
