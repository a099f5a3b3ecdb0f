package io.github.wechatpayfeign.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of a signed message is visible ASCII, so that no message passes as another one. */
class LinePartTest {

  @Test
  void seesEachVisibleAsciiCharacterAndNoOther() {
    for (char c = 0; c < 0x100; c++) {
      assertThat(LinePart.isVisible("a" + c)).as("U+%04X", (int) c).isEqualTo(c > 0x20 && c < 0x7F);
    }
    assertThat(LinePart.isVisible("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "a\"", "\\a", "a\\", "", "a b"})
  void quotesNothingThatEndsItsQuotes(String text) {
    assertThat(LinePart.isQuotable(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "~", "593BEC0C930BF1AFEB40B4A08C8FB242", "'"})
  void quotesOtherVisibleCharacters(String text) {
    assertThat(LinePart.isQuotable(text)).isTrue();
  }
}
