package io.github.wechatpayfeign.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.CliHelp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each text that people read is there in English and in Chinese, and no other. */
class WordsTest {

  private static final Pattern CALL = Pattern.compile("\\bWords\\s*\\.of\\(");
  private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern CALL_WITH_TEXT =
      Pattern.compile(CALL + "\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)");

  /** What is the same in each language: placeholders, options, variables and line feeds of help. */
  private static final Pattern FIXED =
      Pattern.compile("\\{\\d}|--[a-z][a-z0-9-]*|[A-Z]+(?:_[A-Z0-9]+)+|%n");

  static List<String[]> translations() {
    return Arrays.stream(new Words_zh().getContents())
        .map(pair -> new String[] {(String) pair[0], (String) pair[1]})
        .toList();
  }

  private static Set<String> keys() {
    return translations().stream().map(pair -> pair[0]).collect(Collectors.toSet());
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(WordsTest::read)
          .map(source -> source.replaceAll("(?m)^ *(?:/\\*\\*|\\*|//).*$", ""))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(MatchResult call) {
    return Pattern.compile(LITERAL)
        .matcher(call.group(1))
        .results()
        .map(MatchResult::group)
        .map(literal -> literal.substring(1, literal.length() - 1).translateEscapes())
        .collect(Collectors.joining());
  }

  @Test
  void translateEachTextOfTheSourcesAndOfTheHelpAndNoOther() throws IOException {
    Set<String> english = new HashSet<>(CliHelp.texts());
    for (String source : sources()) {
      List<String> texts = CALL_WITH_TEXT.matcher(source).results().map(WordsTest::text).toList();
      assertThat(CALL.matcher(source).results()).as(source).hasSameSizeAs(texts);
      english.addAll(texts);
    }

    assertThat(english).hasSizeGreaterThan(200);
    assertThat(keys()).containsExactlyInAnyOrderElementsOf(english);
  }

  @Test
  void translateNoTextTwice() {
    assertThat(translations().stream().map(pair -> pair[0])).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("translations")
  void keepPlaceholdersOptionsAndVariables(String english, String chinese) {
    assertThat(chinese).containsPattern("\\p{IsHan}|^ *PUB_KEY_ID_");
    assertThat(english).doesNotContainPattern("\\p{IsHan}");
    assertThat(fixed(chinese)).containsExactlyInAnyOrderElementsOf(fixed(english));
  }

  private static Set<String> fixed(String text) {
    return FIXED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  @Test
  void putValuesInPlaceOfTheirNumbers() {
    assertThat(Words.of("{1} of {0}, {1}", "$1", 2)).isEqualTo("2 of $1, 2");
    assertThat(Words.of("none of {0}")).isEqualTo("none of {0}");
  }
}
