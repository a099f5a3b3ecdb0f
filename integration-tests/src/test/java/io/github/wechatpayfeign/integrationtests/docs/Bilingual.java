package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which page is the Chinese one of an English page, and back. */
final class Bilingual {

  static final Path README = Path.of("..", "README.md");
  static final Path CHINESE_README = Path.of("..", "README.zh-CN.md");
  static final Path DOCS = Path.of("..", "docs");
  static final Path CHINESE = DOCS.resolve("zh");

  private Bilingual() {}

  /** Returns where the Chinese page of an English page is, or would be. */
  static Path chinese(Path english) {
    return english.equals(README) ? CHINESE_README : CHINESE.resolve(english.getFileName());
  }

  /** Returns the English page of a page in either language. */
  private static Path english(Path page) {
    if (page.equals(CHINESE_README)) {
      return README;
    }
    return CHINESE.equals(page.getParent()) ? DOCS.resolve(page.getFileName()) : page;
  }

  private static boolean existsInChinese(Path english) {
    return english.equals(README)
        || (DOCS.equals(english.getParent()) && Files.exists(chinese(english)));
  }

  /**
   * Returns the links of a page, so that they are equal in both languages: the English page and the
   * place of the heading there. The links from one language to the other are left out.
   */
  static List<String> links(MarkdownPage page, Path inOtherLanguage) {
    return targets(page, inOtherLanguage)
        .map(link -> english(link.target()) + " " + place(link))
        .sorted()
        .toList();
  }

  /** Returns the links of a Chinese page to English pages that exist in Chinese. */
  static List<Path> linksToTheWrongLanguage(MarkdownPage page, Path inOtherLanguage) {
    return targets(page, inOtherLanguage)
        .map(MarkdownPage.Link::target)
        .filter(Bilingual::existsInChinese)
        .toList();
  }

  /** Asserts that the blocks differ at most in Chinese texts and comments. */
  static void assertSameCode(MarkdownPage chinese, MarkdownPage english) {
    List<CodeBlock> blocks = chinese.codeBlocks();
    List<CodeBlock> originals = english.codeBlocks();
    assertThat(blocks.stream().map(CodeBlock::structure).toList())
        .isEqualTo(originals.stream().map(CodeBlock::structure).toList());
    for (int i = 0; i < blocks.size(); i++) {
      assertThat(blocks.get(i).notTranslated(originals.get(i))).as(blocks.get(i).text()).isEmpty();
    }
  }

  private static Stream<MarkdownPage.Link> targets(MarkdownPage page, Path inOtherLanguage) {
    return page.links().stream().filter(link -> !link.target().equals(inOtherLanguage));
  }

  private static String place(MarkdownPage.Link link) {
    return link.anchor().isEmpty()
        ? "top"
        : "heading " + new MarkdownPage(link.target()).anchors().indexOf(link.anchor());
  }
}
