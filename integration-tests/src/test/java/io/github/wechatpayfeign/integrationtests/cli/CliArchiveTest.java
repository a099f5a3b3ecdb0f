package io.github.wechatpayfeign.integrationtests.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The script with each Java of this machine that can run the jar: in every state of the class
 * archive, the standard output contains only the output of the command.
 */
@Timeout(180)
@DisabledOnOs(OS.WINDOWS)
class CliArchiveTest {

  private static final Path JAVAS = Path.of("/usr/lib/jvm");
  private static final int OLDEST = 17;
  private static final int FIRST_THAT_UPDATES_AN_ARCHIVE = 19;
  private static final long MIB = 1 << 20;
  private static final String RUBBISH = "this is no archive ";

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

  static Stream<Path> javas() throws IOException {
    TreeSet<Path> homes = new TreeSet<>();
    homes.add(Path.of(System.getProperty("java.home")).toRealPath());
    if (Files.isDirectory(JAVAS)) {
      try (Stream<Path> folders = Files.list(JAVAS)) {
        for (Path home : folders.toList()) {
          if (Files.isExecutable(home.resolve("bin/java")) && version(home) >= OLDEST) {
            homes.add(home.toRealPath());
          }
        }
      }
    }
    return homes.stream();
  }

  static Stream<Path> javasWithAnArchive() throws IOException {
    return javas().filter(CliArchiveTest::makesAnArchive);
  }

  static Stream<Path> javasThatUpdateAnArchive() throws IOException {
    return javasWithAnArchive().filter(CliArchiveTest::updatesAnArchive);
  }

  private static boolean makesAnArchive(Path home) {
    return Files.exists(home.resolve("lib/server/classes.jsa"));
  }

  private static boolean updatesAnArchive(Path home) {
    return version(home) >= FIRST_THAT_UPDATES_AN_ARCHIVE;
  }

  private static int version(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @ParameterizedTest
  @MethodSource("javas")
  void writesJsonAndNothingElseTheFirstTimeAndTheSecond(Path home) throws Exception {
    launcher.set("JAVA_HOME", home.toString());
    Path log = folder.resolve("classes.log");

    launcher.close().assertClosed();
    launcher.awaitEnd();
    List<Path> archives = archives();
    List<FileTime> times = times(archives);
    launcher.set(
        "WECHATPAY_FEIGN_CLI_OPTS",
        "-XX:+PrintCommandLineFlags  -Xlog:class+load=info:file=" + log);
    CliLauncher.Run second = launcher.close();

    second.assertClosedAsJson();
    assertThat(second.err()).contains("-XX:+PrintCommandLineFlags");
    assertThat(archives).hasSize(makesAnArchive(home) ? 1 : 0);
    assertThat(archives()).isEqualTo(archives);
    assertThat(times(archives)).as("the archive is made once").isEqualTo(times);
    assertThat(Files.readString(log))
        .contains(
            "io.github.wechatpayfeign.cli.Main source: "
                + (makesAnArchive(home) ? "shared objects file (top)" : "file:"));
  }

  /** Damage that makes a JVM slow, talk or crash, unless the script handles it. */
  enum Damage {
    TEXT {
      @Override
      void inflict(Path archive) throws IOException {
        Files.writeString(archive, RUBBISH);
      }
    },
    EMPTY {
      @Override
      void inflict(Path archive) throws IOException {
        Files.write(archive, new byte[0]);
      }
    },
    CUT_OFF {
      @Override
      void inflict(Path archive) throws IOException {
        try (FileChannel bytes = FileChannel.open(archive, StandardOpenOption.WRITE)) {
          bytes.truncate(bytes.size() / 2);
        }
      }
    },
    /** The JVM detects this by the checksum, and does not change the file. */
    OVERWRITTEN {
      @Override
      void inflict(Path archive) throws IOException {
        byte[] rubbish = RUBBISH.repeat(300).getBytes(ISO_8859_1);
        try (FileChannel bytes = FileChannel.open(archive, StandardOpenOption.WRITE)) {
          for (long at = MIB; at < bytes.size() - MIB; at += MIB) {
            bytes.write(ByteBuffer.wrap(rubbish), at);
          }
        }
      }
    };

    abstract void inflict(Path archive) throws IOException;
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("javasWithAnArchive")
  void runsWithADamagedArchive(Path home) throws Exception {
    launcher.set("JAVA_HOME", home.toString());
    launcher.close().assertClosed();
    launcher.awaitEnd();
    Path archive = archives().get(0);
    byte[] good = Files.readAllBytes(archive);

    for (Damage damage : Damage.values()) {
      Files.deleteIfExists(archive);
      Files.write(archive, good);
      damage.inflict(archive);

      CliLauncher.Run run = launcher.close();
      launcher.awaitEnd();

      run.assertClosedAsJson();
      assertThat(run.err()).as("%s", damage).hasLineCount(1);
      assertThat(archives()).containsExactly(archive);
      assertThat(Files.size(archive)).as("%s", damage).isGreaterThan(good.length * 3L / 4);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("javasThatUpdateAnArchive")
  void createsTheArchiveInARunThatDoesSomething(Path home) throws Exception {
    launcher.set("JAVA_HOME", home.toString());
    launcher.run(CliLauncher.SCRIPT, "--version");
    launcher.run(CliLauncher.SCRIPT, "close", "--help");
    assertThat(archives()).isEmpty();

    launcher.run(CliLauncher.SCRIPT, "close", "--wrong", "ORDER-1");
    assertThat(Files.size(archives().get(0))).isLessThan(4 * MIB);
    launcher.close().assertClosed();
    FileTime made = Files.getLastModifiedTime(archives().get(0));
    launcher.run(CliLauncher.SCRIPT, "close", "--wrong", "ORDER-1");
    launcher.run(CliLauncher.SCRIPT, "--version");

    assertThat(Files.size(archives().get(0))).isGreaterThan(8 * MIB);
    assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
  }

  @ParameterizedTest
  @MethodSource("javas")
  void makesNoArchiveForHelpOrForAUserWhoWantsNone(Path home) throws Exception {
    launcher.set("JAVA_HOME", home.toString());
    launcher.run(CliLauncher.SCRIPT, "--version");
    launcher.run(CliLauncher.SCRIPT, "close", "--help");
    launcher.run(CliLauncher.SCRIPT, "simulate", "--wrong");
    launcher.set("WECHATPAY_FEIGN_CLI_NO_ARCHIVE", "1");
    launcher.close().assertClosed();
    launcher.awaitEnd();

    assertThat(launcher.cache()).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("javas")
  void runsWithoutAnArchiveIfNoneCanBeWritten(Path home) throws Exception {
    launcher.set("JAVA_HOME", home.toString());
    Files.writeString(launcher.cache(), "no folder");
    launcher.close().assertClosed();

    Files.delete(launcher.cache());
    Files.createDirectory(launcher.cache());
    Files.writeString(launcher.cache().resolve("wechatpay-feign-cli"), "no folder");
    launcher.close().assertClosed();

    launcher.unset("XDG_CACHE_HOME");
    launcher.close().assertClosed();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("javasWithAnArchive")
  void keepsTheArchiveInTheHomeOfTheUserUnlessAVariableNamesAFolder(Path home) throws Exception {
    launcher.set("JAVA_HOME", home.toString());
    launcher.set("XDG_CACHE_HOME", "relative/names/do/not/count");
    launcher.set("HOME", folder.toString());

    launcher.close().assertClosed();
    launcher.awaitEnd();

    assertThat(folder.resolve(".cache/wechatpay-feign-cli")).isNotEmptyDirectory();
  }

  private List<Path> archives() throws IOException {
    return launcher.cached().stream().filter(file -> file.toString().endsWith(".jsa")).toList();
  }

  private static List<FileTime> times(List<Path> files) throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file : files) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
  }
}
