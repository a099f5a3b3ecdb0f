package io.github.wechatpayfeign.integrationtests.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A block of code of a page. What people read in it, a comment or a text in double quotes, may be
 * in the language of the page. Everything else is the same in each language.
 */
record CodeBlock(String text) {

  private static final Pattern IN_CODE =
      Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"|(?<=// |# )[^\n]+");
  private static final Pattern IN_DRAWING =
      Pattern.compile(
          "\"[^\"\n]*\"|(?<=: )[^\n]+|(?<=participant \\w{1,9} as )[^\n]+|(?<=alt |else )[^\n]+");

  private static final Pattern PLACEHOLDER = Pattern.compile("%\\w|\\{\\w*}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private Pattern forPeople() {
    return text.startsWith("```mermaid") ? IN_DRAWING : IN_CODE;
  }

  /** Returns the block with a mark in place of each text that people read. */
  String structure() {
    return forPeople().matcher(text).replaceAll("TEXT");
  }

  /**
   * Returns the texts of this Chinese block that are neither those of the English block nor a
   * Chinese translation with the same placeholders. Both blocks have the same structure.
   */
  List<String> notTranslated(CodeBlock english) {
    List<String> original = english.texts();
    List<String> translated = texts();
    return IntStream.range(0, translated.size())
        .filter(i -> !isTranslation(original.get(i), translated.get(i)))
        .mapToObj(translated::get)
        .toList();
  }

  private List<String> texts() {
    return forPeople().matcher(text).results().map(MatchResult::group).toList();
  }

  private static boolean isTranslation(String english, String chinese) {
    return chinese.equals(english)
        || (HAN.matcher(chinese).find() && placeholders(chinese).equals(placeholders(english)));
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
