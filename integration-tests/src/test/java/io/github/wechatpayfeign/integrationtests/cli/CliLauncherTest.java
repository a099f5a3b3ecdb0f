package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Java and which jar the script uses, and how it becomes the JVM process. */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class CliLauncherTest {

  private static final String OPTIONS = "WECHATPAY_FEIGN_CLI_OPTS";

  private static final String THIS_JAVA = "Java " + System.getProperty("java.version");

  @TempDir Path folder;

  private CliLauncher launcher;

  @BeforeEach
  void prepare() {
    launcher = new CliLauncher(folder);
  }

  @Test
  void findsTheJarOfTheBuild() throws Exception {
    assertThat(launcher.run(CliLauncher.SCRIPT, "--version").out())
        .startsWith("wechatpay-feign-cli ")
        .contains(THIS_JAVA);
  }

  @Test
  void findsTheJarBesideItselfThroughLinks() throws Exception {
    Path program = Files.createDirectory(folder.resolve("a program"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    copyTo(program.resolve("launcher"));
    Files.copy(CliProcess.jar(), program.resolve("wechatpay-feign-cli.jar"));
    Files.createSymbolicLink(bin.resolve("second"), Path.of("../a program/launcher"));
    Files.createSymbolicLink(bin.resolve("first"), bin.resolve("second"));

    assertThat(launcher.run(bin.resolve("first"), "--version").out()).contains(THIS_JAVA);
  }

  @Test
  void usesTheJarThatAVariableNames() throws Exception {
    Path copy = copyTo(folder.resolve("launcher"));

    CliLauncher.Run without = launcher.run(copy, "--version");
    launcher.set("WECHATPAY_FEIGN_CLI_JAR", CliProcess.jar().toString());
    CliLauncher.Run with = launcher.run(copy, "--version");
    launcher.set("WECHATPAY_FEIGN_CLI_JAR", "no.jar");
    CliLauncher.Run wrong = launcher.run(copy, "--version");

    without.assertRefused(
        "No wechatpay-feign-cli.jar is in "
            + folder
            + " or in ../target: set WECHATPAY_FEIGN_CLI_JAR to it");
    assertThat(with.out()).contains(THIS_JAVA);
    wrong.assertRefused("WECHATPAY_FEIGN_CLI_JAR is no.jar, which is not a file");
  }

  private static Path copyTo(Path copy) throws Exception {
    return Files.copy(CliLauncher.SCRIPT, copy, StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void usesTheJavaOnThePath() throws Exception {
    launcher.unset("JAVA_HOME");
    launcher.set(
        "PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));

    assertThat(launcher.run(CliLauncher.SCRIPT, "--version").out()).contains(THIS_JAVA);
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    launcher.set("JAVA_HOME", folder.toString());
    launcher
        .close()
        .assertRefused(
            "JAVA_HOME is "
                + folder
                + ", which has no bin/java: set it to Java 17 or later, or unset it");

    launcher.unset("JAVA_HOME");
    launcher.set("PATH", folder.toString());
    launcher
        .close()
        .assertRefused("No java is on the PATH: install Java 17 or later, or set JAVA_HOME to it");
  }

  @ParameterizedTest
  @CsvSource({
    "11.0.2, true, 11",
    "11.0.2, false, 11",
    "1.8.0_402, false, 8",
    "16-ea, false, 16",
  })
  void saysThatJavaIsTooOld(String version, boolean tellsItInAFile, int shown) throws Exception {
    Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
    Files.writeString(
        java, "#!/bin/sh\necho Picked up >&2\necho 'openjdk version \"" + version + "\"' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (tellsItInAFile) {
      Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }
    launcher.set("JAVA_HOME", folder.toString());

    launcher
        .close()
        .assertRefused(java + " is Java " + shown + ": set JAVA_HOME to Java 17 or later");
  }

  @Test
  void becomesTheJvmSoThatSignalsReachIt() throws Exception {
    Process simulate =
        launcher
            .process(CliLauncher.SCRIPT, "simulate", "--keys=" + folder.resolve("keys"))
            .start();
    try (BufferedReader out = simulate.inputReader(UTF_8)) {
      assertThat(out.readLine()).startsWith("export ");
      assertThat(simulate.toHandle().info().command().orElseThrow()).endsWith("/java");

      simulate.toHandle().destroy();

      assertThat(simulate.waitFor()).as("the exit code after SIGTERM").isEqualTo(143);
    } finally {
      simulate.descendants().forEach(ProcessHandle::destroyForcibly);
      simulate.destroyForcibly();
    }
  }

  @Test
  void spendsLittleOnAFewOrders() throws Exception {
    launcher.set(OPTIONS, "-XX:+PrintCommandLineFlags");

    CliLauncher.Run run = launcher.close();

    run.assertClosedAsJson();
    assertThat(run.err()).contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  @Test
  void leavesAFileToTheDefaultsOfTheJvm() throws Exception {
    launcher.set(OPTIONS, "-XX:+PrintCommandLineFlags");
    Path orders = Files.writeString(folder.resolve("orders"), "ORDER-1");

    CliLauncher.Run run =
        launcher.run(
            CliLauncher.SCRIPT, "close", "--simulator", "--json", "--file", orders.toString());

    run.assertClosedAsJson();
    assertThat(run.err()).doesNotContain("-XX:TieredStopAtLevel");
  }

  @Test
  void leavesTheCollectorToTheUser() throws Exception {
    launcher.set(OPTIONS, "-XX:+PrintCommandLineFlags -XX:+UseParallelGC");

    CliLauncher.Run run = launcher.close();

    run.assertClosedAsJson();
    assertThat(run.err()).contains("-XX:+UseParallelGC").doesNotContain("-XX:+UseSerialGC");
  }
}
