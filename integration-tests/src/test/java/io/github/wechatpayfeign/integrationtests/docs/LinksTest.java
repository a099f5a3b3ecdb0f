package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of all pages, for users and for contributors, lead to existing pages. */
class LinksTest {

  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path DECISIONS = DOCS.resolve("decisions");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(#[^)]*)?\\)");
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
    Matcher links = LINK.matcher(text(page));
    while (links.find()) {
      Path target =
          links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1)).normalize();
      assertThat(target).exists();
      if (links.group(2) != null) {
        assertThat(anchors(target)).contains(links.group(2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nameOnlyTestsThatAreThere(Path page) throws IOException {
    Set<String> named =
        TEST.matcher(text(page)).results().map(test -> test.group(1)).collect(Collectors.toSet());

    assertThat(tests()).containsAll(named);
  }

  @Test
  void listEachDecisionOnceInTheIndex() throws IOException {
    String index = text(DECISIONS.resolve("README.md"));
    List<String> linked =
        LINK.matcher(index).results().map(link -> link.group(1) + link.group(2)).toList();

    assertThat(linked).containsExactlyInAnyOrderElementsOf(decisions());
    assertThat(index).contains(titles());
  }

  /** Returns the address of each decision: all headings of a topic's page but the first. */
  private static List<String> decisions() throws IOException {
    return topics().stream()
        .flatMap(page -> anchors(page).stream().skip(1).map(anchor -> page.getFileName() + anchor))
        .toList();
  }

  private static List<String> titles() throws IOException {
    return topics().stream()
        .flatMap(page -> text(page).lines())
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
              .filter(file -> file.endsWith("Test.java"))
              .forEach(file -> names.add(file.substring(0, file.length() - ".java".length())));
        }
      }
    }
    return names;
  }

  /** Returns the anchors of a page's headings, as GitHub makes them. */
  private static List<String> anchors(Path page) {
    return text(page)
        .lines()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> "#" + heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
