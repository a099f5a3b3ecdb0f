package io.github.wechatpayfeign.peers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of this machine to its end. */
record Program(Path folder, Map<String, String> environment) {

  private static final long LIMIT_SECONDS = 120;

  /** What a program left: its exit code and what it printed. */
  record Result(int exitCode, String out, String err) {}

  /**
   * Skips the test if the machine lacks one of the programs. CI has all of them, so there the test
   * fails.
   */
  static void requireOrSkip(String... names) {
    String missing =
        Stream.of(names).filter(name -> !isThere(name)).collect(Collectors.joining(", "));
    skipUnless(missing.isEmpty(), "This machine lacks " + missing);
  }

  /** Skips the test unless the condition holds; in CI, fails. */
  static void skipUnless(boolean condition, String message) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.assertTrue(condition, message);
    }
    Assumptions.assumeTrue(condition, message + ", so this client was not run");
  }

  private static boolean isThere(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(name)));
  }

  Result run(List<String> command) throws IOException, InterruptedException {
    return run("", command);
  }

  /** Runs a command, which reads the text from its standard input. */
  Result run(String input, List<String> command) throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      var unused = process.destroyForcibly().onExit().join();
      throw new AssertionError(command + " did not end: " + Files.readString(err));
    }
    return new Result(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
