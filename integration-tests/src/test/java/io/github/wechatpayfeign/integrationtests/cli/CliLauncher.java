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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script that ships with the runnable jar, with variables of its own. */
final class CliLauncher {

  static final Path SCRIPT = Path.of("..", "cli", "bin", "wechatpay-feign-cli");

  private static final String NO_ARCHIVE = "WECHATPAY_FEIGN_CLI_NO_ARCHIVE";

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

  /**
   * Creates a launcher that runs on the Java of this process, keeps its files in a folder, and
   * makes no archive.
   */
  CliLauncher(Path folder) {
    this.folder = folder;
    set("PATH", System.getenv("PATH"));
    set("JAVA_HOME", System.getProperty("java.home"));
    set("XDG_CACHE_HOME", cache().toString());
    set(NO_ARCHIVE, "1");
  }

  /**
   * Lets the script make archives, as it does for a user. Then a test waits for {@link #awaitEnd}.
   */
  void makeArchives() {
    unset(NO_ARCHIVE);
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

  /** Returns what is in {@link #cache}. */
  List<Path> cached() throws IOException {
    if (!Files.isDirectory(cache())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Waits until every process has ended that names the folder, such as one in the background. */
  void awaitEnd() throws Exception {
    List<ProcessHandle> running;
    do {
      running = ProcessHandle.allProcesses().filter(this::namesTheFolder).toList();
      for (ProcessHandle process : running) {
        process.onExit().get(90, TimeUnit.SECONDS);
      }
    } while (!running.isEmpty());
  }

  private boolean namesTheFolder(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
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
  ProcessBuilder process(Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add((script == SCRIPT ? link() : script.toAbsolutePath()).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Returns a link to the script in the folder, so that its processes can be found. */
  private Path link() throws IOException {
    Path link = folder.resolve("linked-script");
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, SCRIPT.toAbsolutePath());
    }
    return link;
  }
}
