package io.github.wechatpayfeign.integrationtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The script that ships with the runnable jar, with variables of its own. */
final class CliLauncher {

  static final Path SCRIPT = Path.of("..", "cli", "bin", "wechatpay-feign-cli");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  record Run(int exitCode, String out, String err) {

    /** Asserts that one order was closed, and that nothing else was written. */
    void assertClosed() throws IOException {
      assertClosedAsJson();
      assertThat(err).matches("close: CLOSED 1; 1 request, \\d+\\.\\d s\\R");
    }

    /** Asserts that one order was closed, and that the standard output has nothing else. */
    void assertClosedAsJson() throws IOException {
      assertThat(out).as(err).hasLineCount(1);
      JsonNode result = new ObjectMapper().readTree(out);
      assertThat(result.path("outcome").asText()).isEqualTo("CLOSED");
      assertThat(exitCode).isZero();
    }

    /** Asserts that the script itself ended, with this sentence. */
    void assertRefused(String sentence) {
      assertThat(err).isEqualTo("wechatpay-feign-cli: " + sentence + "\n");
      assertThat(out).isEmpty();
      assertThat(exitCode).isEqualTo(127);
    }
  }

  /** Creates a launcher that runs on the Java of this process, and keeps its files in a folder. */
  CliLauncher(Path folder) {
    this.folder = folder;
    set("PATH", System.getenv("PATH"));
    set("JAVA_HOME", System.getProperty("java.home"));
    set("XDG_CACHE_HOME", cache().toString());
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  void unset(String variable) {
    environment.remove(variable);
  }

  /** Returns where it keeps archives. */
  Path cache() {
    return folder.resolve("cache");
  }

  /** Closes an order at a simulator, and writes JSON. */
  Run close() throws IOException, InterruptedException {
    return run(SCRIPT, "close", "--simulator", "--json", "ORDER-1");
  }

  /** Runs the script, or a link to it or a copy. */
  Run run(Path script, String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exitCode =
        process(script, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Run(exitCode, Files.readString(out), Files.readString(err));
  }

  /** Prepares a process with its variables and no others, which runs in its folder. */
  ProcessBuilder process(Path script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(script.toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }
}
