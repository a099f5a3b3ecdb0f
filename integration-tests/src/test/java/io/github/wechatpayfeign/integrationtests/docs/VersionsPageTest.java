package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about versions names what {@code .ci/run} runs, and the packages that are compared. */
class VersionsPageTest {

  private static final Path ROOT = Path.of("..");
  private static final Path BOOT = Path.of("spring-boot");
  private static final Path KOTLIN = Path.of("kotlin", "pom.xml");
  private static final Path WORKFLOWS = ROOT.resolve(Path.of(".github", "workflows"));

  static Stream<Path> pages() {
    return Stream.of(
        Bilingual.DOCS.resolve("versions.md"), Bilingual.CHINESE.resolve("versions.md"));
  }

  static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(WORKFLOWS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void listTheVersionsThatAreRun(Path page) throws IOException {
    Path run = ROOT.resolve(Path.of(".ci", "run"));
    Path parent = ROOT.resolve("pom.xml");

    assertThat(rowsAfter("|---|---|", page))
        .containsExactly(
            row("JDK", only(run, "(?m)^for version in (.*); do$").split(" ")),
            row(
                "OpenFeign",
                only(run, "-Dfeign\\.version=(\\S+)"),
                only(parent, "<feign.version>(.*)</")),
            row("Spring Boot", ofEachBoot("<spring-boot.version>(.*)</")),
            row(
                "Spring Cloud OpenFeign",
                ofEachBoot(
                    "<artifactId>spring-cloud-starter-openfeign</artifactId>\\s*<version>(.*)</")),
            row("OkHttp", only(parent, "<okhttp.version>(.*)</")),
            row("Kotlin", only(KOTLIN, "<kotlin.version>(.*)</")),
            row("kotlinx.coroutines", only(KOTLIN, "<kotlinx-coroutines.version>(.*)</")),
            row("Reactor", only(Path.of("pom.xml"), "<reactor.version>(.*)</")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void listThePackagesWhoseSurfaceIsCompared(Path page) throws IOException {
    List<String> rows =
        new MarkdownPage(page)
            .text()
            .lines()
            .filter(line -> line.startsWith("| `io.github"))
            .map(line -> line.split("`", -1)[1].substring("io.github.wechatpayfeign.".length()))
            .toList();

    assertThat(rows).containsExactlyElementsOf(comparedPackages());
  }

  @Test
  void areInstalledByTheWorkflow() throws IOException {
    String run = Files.readString(ROOT.resolve(Path.of(".ci", "run")));
    String[] jdks = first(run, "(?m)^for version in (.*); do$").split(" ");
    String workflow = Files.readString(WORKFLOWS.resolve("ci.yml"));

    assertThat(first(workflow, "java-version: \\|\n((?: +\\d+\n)+)").strip().split("\\s+"))
        .containsExactlyInAnyOrder(jdks);
    assertThat(workflow).contains("run: .ci/run\n");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void useActionsThatArePinnedToACommit(Path workflow) throws IOException {
    List<String> used = matches(Files.readString(workflow), "uses: (.*)");

    assertThat(used)
        .isNotEmpty()
        .allSatisfy(
            action -> assertThat(action).matches("\\S+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  private static Set<String> comparedPackages() throws IOException {
    TreeSet<String> packages = new TreeSet<>();
    try (Stream<Path> files = Files.list(Bilingual.DOCS.resolve("public-api"))) {
      for (Path file : files.toList()) {
        packages.addAll(
            matches(Files.readString(file), "(?m)^([a-z0-9]+(?:\\.[a-z0-9]+)*)\\.[A-Z]"));
      }
    }
    return packages;
  }

  private static List<String> rowsAfter(String line, Path page) {
    return new MarkdownPage(page)
        .text()
        .lines()
        .dropWhile(before -> !before.equals(line))
        .skip(1)
        .takeWhile(row -> row.startsWith("|"))
        .toList();
  }

  private static String row(String name, String... versions) {
    return "| " + name + " | " + String.join(", ", versions) + " |";
  }

  private static String[] ofEachBoot(String pattern) throws IOException {
    try (Stream<Path> folders = Files.list(BOOT)) {
      List<Path> poms =
          folders.map(folder -> folder.resolve("pom.xml")).filter(Files::exists).sorted().toList();
      TreeSet<String> versions = new TreeSet<>();
      for (Path pom : poms) {
        versions.addAll(matches(Files.readString(pom), pattern));
      }
      assertThat(versions).isNotEmpty();
      return versions.toArray(String[]::new);
    }
  }

  private static String only(Path file, String pattern) throws IOException {
    List<String> found = matches(Files.readString(file), pattern);
    assertThat(found).as("%s in %s", pattern, file).hasSize(1);
    return found.get(0);
  }

  private static String first(String text, String pattern) {
    return matches(text, pattern).get(0);
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
