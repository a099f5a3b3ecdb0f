package io.github.wechatpayfeign.integrationtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parts of a block of code may be translated. */
class CodeBlockTest {

  private static final CodeBlock ENGLISH = java("print(\"sold %s\", no); // A note");

  private static CodeBlock java(String line) {
    return new CodeBlock("```java\n" + line + "\n```");
  }

  private static CodeBlock drawing(String line) {
    return new CodeBlock("```mermaid\n" + line + "\n```");
  }

  @Test
  void acceptsTranslatedTextsAndComments() {
    CodeBlock chinese = java("print(\"已售 %s\", no); // 说明");

    assertThat(chinese.structure()).isEqualTo(ENGLISH.structure());
    assertThat(chinese.notTranslated(ENGLISH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "print(\"已售\", no); // 说明 ~ \"已售\"",
        "print(\"Sold %s\", no); // 说明 ~ \"Sold %s\"",
        "print(\"已售 %s\", no); // Another note ~ Another note"
      })
  void refusesOtherTexts(String line, String wrong) {
    CodeBlock chinese = java(line);

    assertThat(chinese.structure()).isEqualTo(ENGLISH.structure());
    assertThat(chinese.notTranslated(ENGLISH)).containsExactly(wrong);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "print(\"已售 %s\", number); // 说明",
        "print(\"已售 %s\", no);",
        "print(\"已售 %s\" + x, no); // 说明"
      })
  void refusesOtherCode(String line) {
    assertThat(java(line).structure()).isNotEqualTo(ENGLISH.structure());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "A --> B : paid ~ A --> B : 已支付 ~ A --> C : 已支付",
        "A ->> B: paid ~ A ->> B: 已支付 ~ A -->> B: 已支付",
        "participant A as Worker ~ participant A as 进程 ~ participant B as 进程",
        "A -->|\"paid\"| B ~ A -->|\"已支付\"| B ~ A --- |\"已支付\"| B",
        "alt it is paid ~ alt 已支付 ~ opt 已支付"
      })
  void comparesDrawingsByTheirLines(String english, String chinese, String other) {
    assertThat(drawing(chinese).structure()).isEqualTo(drawing(english).structure());
    assertThat(drawing(chinese).notTranslated(drawing(english))).isEmpty();
    assertThat(drawing(other).structure()).isNotEqualTo(drawing(english).structure());
  }
}
