package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Long texts are cut, but no character is cut in two. */
class TextsTest {

  @Test
  void cutsATextAfter512Characters() {
    assertThat(Texts.oneLine("a".repeat(511))).isEqualTo("a".repeat(511));
    assertThat(Texts.oneLine("a".repeat(512))).isEqualTo("a".repeat(512));
    assertThat(Texts.oneLine("a".repeat(513))).isEqualTo("a".repeat(512) + "...");
  }

  @Test
  void cutsNoCharacterInTwo() {
    assertThat(Texts.oneLine("a".repeat(511) + "\uD83D\uDE00" + "b"))
        .isEqualTo("a".repeat(511) + "...");
    assertThat(Texts.oneLine("a".repeat(510) + "\uD83D\uDE00" + "b"))
        .isEqualTo("a".repeat(510) + "\uD83D\uDE00" + "...");
  }
}
