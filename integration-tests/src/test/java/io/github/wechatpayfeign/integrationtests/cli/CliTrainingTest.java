package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.integrationtests.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JVM that writes the class archive for Java 17 and 18 in the background. Here its {@code java}
 * is a script, which tells how it is called and what happens to it.
 */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
@EnabledForJreRange(max = JRE.JAVA_18)
class CliTrainingTest {

  private static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final String OPTIONS = "WECHATPAY_FEIGN_CLI_OPTS";
  private static final String TRAIN = "exec \"$real\" \"$@\"";
  private static final String WRITE_RUBBISH =
      "for option; do case $option in *AtExit=*) echo rubbish >\"${option#*=}\" ;; esac; done\n";

  @TempDir Path folder;

  private CliLauncher launcher;

  @BeforeEach
  void prepare() {
    launcher = new CliLauncher(folder);
    launcher.makeArchives();
  }

  @AfterEach
  void awaitEnd() throws Exception {
    launcher.awaitEnd();
  }

  @Test
  void givesTheTrainingNeitherKeysNorOptionsOfTheUser() throws Exception {
    useJavaThatTrainsBy(TRAIN);
    launcher.set("WECHATPAY_PRIVATE_KEY", "a secret");
    launcher.set("WECHATPAY_PASSPHRASE", "a secret");
    launcher.set("JAVA_TOOL_OPTIONS", "-Dsecret=yes");
    launcher.set(OPTIONS, "-Dsecret=yes");
    launcher.set("LANG", "zh_CN.UTF-8");

    launcher.close().assertClosedAsJson();
    launcher.awaitEnd();

    assertThat(trainings()).singleElement().asString().doesNotContain("secret");
    assertThat(Files.readString(folder.resolve("environment")))
        .contains("PATH=", "LANG=zh_CN.UTF-8")
        .doesNotContain("secret", "WECHATPAY", "OPTIONS");
    assertTrained();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec \"$real\" -Xmx8m -XX:+CrashOnOutOfMemoryError \"$@\"",
        "exec \"$real\" -version",
        WRITE_RUBBISH,
        WRITE_RUBBISH + "kill -s SEGV $$",
      })
  void leavesNothingButAMarkIfTheTrainingFails(String training) throws Exception {
    useJavaThatTrainsBy(training);

    launcher.close().assertClosed();
    launcher.awaitEnd();
    List<String> after = names();
    launcher.close().assertClosed();
    launcher.awaitEnd();

    assertThat(after).singleElement().asString().endsWith(".jsa.tried");
    assertThat(names()).isEqualTo(after);
    assertThat(trainings()).as("one attempt").hasSize(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("no report of a crash, no core")
          .containsExactlyInAnyOrder(
              "cache", "environment", "err", "java", "linked-script", "out", "trainings");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runsBesideATrainingThatHangsAndIsKilled(boolean force) throws Exception {
    useJavaThatTrainsBy(
        WRITE_RUBBISH
            + "echo $$ >'"
            + folder
            + "/pid.new'\n"
            + "mv '"
            + folder
            + "/pid.new' '"
            + folder
            + "/pid'\nexec tail -f /dev/null");

    ProcessBuilder builder =
        launcher.process(CliLauncher.SCRIPT, "close", "--simulator", "--json", "ORDER-1");
    // Like a caller that holds a lock: the pipe is open as another number, too.
    builder.command().addAll(0, List.of("sh", "-c", "exec 9>&1; exec \"$0\" \"$@\""));
    Process close = builder.start();
    String out = new String(close.getInputStream().readAllBytes(), UTF_8);
    String err = new String(close.getErrorStream().readAllBytes(), UTF_8);
    new CliLauncher.Run(close.waitFor(), out, err).assertClosed();
    Path pid = folder.resolve("pid");
    Await.until(() -> Files.exists(pid));
    ProcessHandle training =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertThat(training.isAlive()).isTrue();
    assertThat(names()).as("the file and the mark").hasSize(2);
    launcher.close().assertClosed();

    assertThat(force ? training.destroyForcibly() : training.destroy()).isTrue();
    launcher.awaitEnd();

    assertThat(names()).singleElement().asString().endsWith(".jsa.tried");
    assertThat(trainings()).as("one attempt").hasSize(1);
  }

  @Test
  void trainsAgainAfterADayAndRemovesWhatWasLeft() throws Exception {
    useJavaThatTrainsBy("exit 1");
    launcher.close().assertClosed();
    launcher.awaitEnd();
    Path mark = launcher.cached().get(0);
    Path left = Files.createFile(mark.resolveSibling("java-17-jar-1.jsa.4711"));
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(mark, twoDaysAgo);
    Files.setLastModifiedTime(left, twoDaysAgo);

    useJavaThatTrainsBy(TRAIN);
    launcher.close().assertClosed();
    launcher.awaitEnd();

    assertThat(trainings()).hasSize(2);
    assertTrained();
  }

  @Test
  void trainsOnceIfRunsStartTogether() throws Exception {
    useJavaThatTrainsBy(TRAIN);

    List<Process> runs = new ArrayList<>();
    for (int run = 0; run < 4; run++) {
      runs.add(
          launcher
              .process(CliLauncher.SCRIPT, "close", "--simulator", "ORDER-" + run)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    for (Process run : runs) {
      assertThat(run.waitFor()).isZero();
    }
    launcher.awaitEnd();

    assertThat(trainings()).hasSize(1);
    assertTrained();
  }

  @Test
  void usesTheArchiveFromEveryFolder() throws Exception {
    Files.createSymbolicLink(folder.resolve("link.jar"), CliProcess.jar());
    launcher.set("WECHATPAY_FEIGN_CLI_JAR", "link.jar");
    launcher.close().assertClosed();
    launcher.awaitEnd();

    launcher.unset("WECHATPAY_FEIGN_CLI_JAR");
    Path log = folder.resolve("classes.log");
    launcher.set(OPTIONS, "-Xlog:class+load=info:file=" + log);
    Process elsewhere =
        launcher
            .process(CliLauncher.SCRIPT, "close", "--simulator", "ORDER-1")
            .directory(Files.createDirectory(folder.resolve("elsewhere")).toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(elsewhere.waitFor()).isZero();
    assertThat(Files.readString(log))
        .contains("io.github.wechatpayfeign.cli.Main source: shared objects file (top)");
  }

  /** Puts a Java in the folder that is the one of this process, except for a training. */
  private void useJavaThatTrainsBy(String training) throws IOException {
    Path home = folder.resolve("java");
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String name : List.of("release", "lib")) {
      if (!Files.exists(home.resolve(name))) {
        Files.createSymbolicLink(home.resolve(name), HOME.resolve(name));
      }
    }
    String script =
        """
        #!/bin/sh
        real=HOME/bin/java
        case "$*" in
          *-XX:ArchiveClassesAtExit=*)
            env >FOLDER/environment
            echo "$*" >>FOLDER/trainings
            TRAINING
            exit
            ;;
        esac
        exec "$real" "$@"
        """;
    for (Map.Entry<String, String> name :
        Map.of("HOME", HOME.toString(), "FOLDER", folder.toString(), "TRAINING", training)
            .entrySet()) {
      script = script.replace(name.getKey(), name.getValue());
    }
    Path java = Files.writeString(bin.resolve("java"), script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    launcher.set("JAVA_HOME", home.toString());
  }

  /** Returns the arguments of each training that was started. */
  private List<String> trainings() throws IOException {
    return Files.readAllLines(folder.resolve("trainings"));
  }

  private void assertTrained() throws IOException {
    assertThat(names().stream().map(name -> name.replaceFirst(".*-\\d+", "")))
        .as("an archive and its size")
        .containsExactlyInAnyOrder(".jsa", ".size");
  }

  private List<String> names() throws IOException {
    return launcher.cached().stream().map(file -> file.getFileName().toString()).toList();
  }
}
