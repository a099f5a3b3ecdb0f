package io.github.wechatpayfeign.integrationtests.libraries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user sees whose class path holds libraries that are older than those of this one, as a BOM
 * or another dependency brings them. Each case is a process of its own.
 */
class OldLibrariesTest {

  private static final Path JARS = Path.of("target", "old-libraries");
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"3.14.9", "4.4.1", "4.11.0"})
  void refusesAnOkHttpThatIsTooOldBeforeAnythingIsSent(String version) throws Exception {
    assertThat(seen(jars("okhttp-" + version + ".jar", "okio-1.17.2.jar"), CLASS_PATH))
        .containsEntry(
            "close",
            "IllegalStateException: OkHttp "
                + version
                + " (okhttp-"
                + version
                + ".jar) is too old, the oldest that is supported is 4.12.0: exclude"
                + " com.squareup.okhttp3:okhttp from the dependency that brings it, or set its"
                + " version, in Spring Boot 2 by the property okhttp3.version");
  }

  @Test
  void closesAnOrderWithTheOldestOkHttpThatIsSupported() throws Exception {
    assertThat(seen(jars("okhttp-4.12.0.jar"), CLASS_PATH))
        .containsEntry("close", "{ORDER-1=CLOSED}");
  }

  @Test
  void closesAnOrderWhereAnOldOkHttpIsBehindANewOne() throws Exception {
    assertThat(seen(CLASS_PATH, jars("okhttp-3.14.9.jar")))
        .containsEntry("close", "{ORDER-1=CLOSED}");
  }

  /** Returns what the process prints, by what it is about, and the log. */
  private static Map<String, String> seen(String... classPaths) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of("-Dwechatpay.signature.provider=jvm", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPaths)));
    command.add(OldLibraries.class.getName());
    Path log = folder.resolve("log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said + Files.readString(log)).isZero();
    System.out.print(said);
    Map<String, String> seen = new LinkedHashMap<>();
    said.lines()
        .forEach(line -> seen.put(line.split(": ", 2)[0], line.substring(line.indexOf(": ") + 2)));
    if (Files.size(log) > 0) {
      seen.put("log", Files.readString(log));
    }
    return seen;
  }

  private static String jars(String... names) {
    return Stream.of(names)
        .map(name -> JARS.resolve(name).toString())
        .peek(jar -> assertThat(Path.of(jar)).exists())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
