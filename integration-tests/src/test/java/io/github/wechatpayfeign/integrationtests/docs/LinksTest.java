package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of all pages, for users and for contributors, lead to existing pages. */
class LinksTest {

  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path DECISIONS = DOCS.resolve("decisions");

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  /** Returns the pages of the root, the READMEs of the modules, and everything below docs. */
  static List<Path> pages() throws IOException {
    try (Stream<Path> root = Files.list(ROOT)) {
      return Stream.of(
              root.filter(page -> page.toString().endsWith(".md")),
              modules().stream().map(module -> module.resolve("README.md")).filter(Files::exists),
              docs().stream())
          .flatMap(pages -> pages)
          .toList();
    }
  }

  /** Returns the pages below docs. */
  static List<Path> docs() throws IOException {
    try (Stream<Path> docs = Files.walk(DOCS)) {
      return docs.filter(page -> page.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> poms =
        Files.find(
            ROOT, 2, (path, is) -> is.isDirectory() && Files.exists(path.resolve("pom.xml")))) {
      return poms.filter(module -> !module.equals(ROOT)).toList();
    }
  }

  @Test
  void areCheckedInEachFolder() throws IOException {
    assertThat(pages())
        .doesNotHaveDuplicates()
        .contains(
            ROOT.resolve("README.md"),
            ROOT.resolve(Path.of("signing", "README.md")),
            DOCS.resolve("concepts.md"),
            DECISIONS.resolve("README.md"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linkOnlyToPagesAndHeadingsThatAreThere(Path page) {
    for (MarkdownPage.Link link : new MarkdownPage(page).links()) {
      assertThat(link.target()).exists();
      if (!link.anchor().isEmpty()) {
        assertThat(new MarkdownPage(link.target()).anchors()).contains(link.anchor());
      }
    }
  }

  /** GitHub keeps Chinese characters, and removes punctuation, also that of full width. */
  @Test
  void leadToChineseHeadingsAsGitHubWritesTheirAnchors(@TempDir Path folder) throws IOException {
    Path page =
        Files.writeString(
            folder.resolve("page.md"),
            """
            # 先关单，后查单
            ## 服务商与特约商户（子商户）
            ## 在 Spring Boot 中：`closeFirst()`、close-first
            ```sh
            # A comment
            ```
            """);

    assertThat(new MarkdownPage(page).anchors())
        .containsExactly("#先关单后查单", "#服务商与特约商户子商户", "#在-spring-boot-中closefirstclose-first");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nameOnlyTestsThatAreThere(Path page) throws IOException {
    Set<String> named =
        TEST.matcher(new MarkdownPage(page).text())
            .results()
            .map(test -> test.group(1))
            .collect(Collectors.toSet());

    assertThat(tests()).containsAll(named);
  }

  @Test
  void listEachDecisionOnceInTheIndex() throws IOException {
    MarkdownPage index = new MarkdownPage(DECISIONS.resolve("README.md"));
    List<String> linked =
        index.links().stream().map(link -> link.target().getFileName() + link.anchor()).toList();

    assertThat(linked).containsExactlyInAnyOrderElementsOf(decisions());
    assertThat(index.text()).contains(titles());
  }

  /** Returns the address of each decision: all headings of a topic's page but the first. */
  private static List<String> decisions() throws IOException {
    return topics().stream()
        .flatMap(
            page ->
                new MarkdownPage(page)
                    .anchors().stream().skip(1).map(anchor -> page.getFileName() + anchor))
        .toList();
  }

  private static List<String> titles() throws IOException {
    return topics().stream()
        .flatMap(page -> new MarkdownPage(page).text().lines())
        .filter(line -> line.startsWith("## "))
        .map(line -> "[" + line.substring("## ".length()) + "]")
        .toList();
  }

  private static List<Path> topics() throws IOException {
    return docs().stream()
        .filter(page -> page.startsWith(DECISIONS) && !page.endsWith("README.md"))
        .toList();
  }

  /** Reads only the sources, because other files may be deleted meanwhile. */
  private static Set<String> tests() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> sources =
        Files.find(ROOT, 3, (path, is) -> is.isDirectory() && path.endsWith("src"))) {
      for (Path source : sources.toList()) {
        try (Stream<Path> files = Files.walk(source)) {
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith("Test.java") || file.endsWith("Test.kt"))
              .forEach(file -> names.add(file.substring(0, file.indexOf('.'))));
        }
      }
    }
    return names;
  }
}
