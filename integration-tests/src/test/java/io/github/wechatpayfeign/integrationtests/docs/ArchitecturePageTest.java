package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the architecture names only existing classes. */
class ArchitecturePageTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve(Path.of("docs", "architecture.md"));

  /** A class in backquotes, or one with a method. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w*)(\\.\\w+)?`");

  /** Headers, and a type of Feign's. */
  private static final Set<String> NOT_OURS = Set.of("Accept", "Authorization", "ErrorDecoder");

  @Test
  void namesOnlyExistingClasses() throws IOException {
    assertThat(named()).hasSizeGreaterThan(50).isSubsetOf(classes());
  }

  @Test
  void canBeReadInOneSitting() throws IOException {
    assertThat(Files.readAllLines(PAGE)).hasSizeLessThanOrEqualTo(150);
  }

  private static Set<String> named() throws IOException {
    return CLASS
        .matcher(Files.readString(PAGE))
        .results()
        .map(result -> result.group(1))
        .filter(name -> !NOT_OURS.contains(name))
        .collect(Collectors.toSet());
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains(Path.of("src").toString()))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
