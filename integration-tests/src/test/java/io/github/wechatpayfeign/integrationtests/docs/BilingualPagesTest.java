package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for users say the same in English and Chinese. */
class BilingualPagesTest {

  /** Pages for contributors. */
  private static final Set<Path> ENGLISH_ONLY = Set.of(Bilingual.DOCS.resolve("architecture.md"));

  static List<Path> pages() throws IOException {
    return pagesOf(Bilingual.DOCS).filter(page -> !ENGLISH_ONLY.contains(page)).toList();
  }

  private static Stream<Path> pagesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  private static MarkdownPage english(Path page) {
    return new MarkdownPage(page);
  }

  private static MarkdownPage chinese(Path page) {
    return new MarkdownPage(Bilingual.chinese(page));
  }

  private static Set<String> namedInEnglish() throws IOException {
    return Stream.concat(pages().stream(), Stream.of(Bilingual.README))
        .flatMap(page -> english(page).code().stream())
        .collect(Collectors.toSet());
  }

  @Test
  void existInBothLanguages() throws IOException {
    assertThat(pagesOf(Bilingual.CHINESE))
        .hasSizeGreaterThan(5)
        .containsExactlyInAnyOrderElementsOf(pages().stream().map(Bilingual::chinese).toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linkToTheOtherLanguageAtTheTop(Path page) {
    String name = page.getFileName().toString();

    assertThat(english(page).text().lines().skip(1).limit(3))
        .containsExactly("", "English | [简体中文](zh/" + name + ")", "");
    assertThat(chinese(page).text().lines().skip(1).limit(3))
        .containsExactly("", "[English](../" + name + ") | 简体中文", "");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void haveTheSameSections(Path page) {
    assertThat(chinese(page).levels()).isEqualTo(english(page).levels()).isNotEmpty();
    assertThat(chinese(page).anchors()).doesNotHaveDuplicates();
  }

  /** Texts and comments for people are in the language of the page. */
  @ParameterizedTest
  @MethodSource("pages")
  void showTheSameBlocksOfCode(Path page) {
    Bilingual.assertSameCode(chinese(page), english(page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void haveTheSameTables(Path page) {
    assertThat(chinese(page).tables()).isEqualTo(english(page).tables());
  }

  /** A Chinese page may name a method where the English one paraphrases it. */
  @ParameterizedTest
  @MethodSource("pages")
  void nameTheSameClassesCodesAndProperties(Path page) throws IOException {
    assertThat(chinese(page).code()).containsAll(english(page).code());
    assertThat(namedInEnglish()).containsAll(chinese(page).code());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linkToTheSamePlacesInTheLanguageOfTheReader(Path page) {
    Path inChinese = Bilingual.chinese(page);

    assertThat(Bilingual.links(chinese(page), page))
        .isEqualTo(Bilingual.links(english(page), inChinese));
    assertThat(Bilingual.linksToTheWrongLanguage(chinese(page), page)).isEmpty();
  }
}
