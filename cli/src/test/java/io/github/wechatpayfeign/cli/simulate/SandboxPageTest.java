package io.github.wechatpayfeign.cli.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page about the sandbox work as they stand there, apart from their folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SandboxPageTest {

  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private @Nullable Process sandbox;

  @AfterEach
  void stop() {
    Process started = sandbox;
    if (started != null) {
      started.descendants().forEach(ProcessHandle::destroyForcibly);
      var unused = started.destroyForcibly().onExit().join();
    }
  }

  @Test
  void makesAFirstCallAndAClose() throws Exception {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(DOCS.resolve("sandbox.md")))
            .results()
            .map(block -> block.group(1).replace("/tmp/", folder + "/"))
            .toList();
    Process started = shell(folder, blocks.get(0)).start();
    sandbox = started;
    waitUntilItServes(started);

    Process calls =
        shell(DOCS.resolve("sandbox"), "set -e\n" + blocks.get(1) + blocks.get(2)).start();
    String printed = new String(calls.getInputStream().readAllBytes(), UTF_8);

    assertThat(calls.waitFor()).as(printed).isZero();
    assertThat(printed)
        .containsSubsequence(
            "\"trade_state\":\"NOTPAY\"",
            "Verified, status 200",
            "Verified, status 204",
            "\"trade_state\":\"CLOSED\"",
            "Verified, status 200");
  }

  /** The settings are complete when the address is announced. */
  private static void waitUntilItServes(Process sandbox) throws IOException {
    BufferedReader lines = sandbox.inputReader(UTF_8);
    String line = "";
    while (!line.startsWith("Serving at ")) {
      line = Objects.requireNonNull(lines.readLine(), "The sandbox has ended");
    }
  }

  /** Returns a shell in which the command line is on the path. */
  private ProcessBuilder shell(Path where, String commands) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path launcher =
        Files.writeString(
            bin.resolve("wechatpay-feign-cli"),
            "#!/bin/sh\nexec '%s' -cp '%s' io.github.wechatpayfeign.cli.Main \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", commands)
            .directory(where.toFile())
            .redirectErrorStream(true);
    builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}
