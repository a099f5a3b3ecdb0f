package io.github.wechatpayfeign.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepTest {

  @ParameterizedTest
  @EnumSource(NextStep.class)
  void advisesInBothLanguages(NextStep step) {
    assertThat(step.advice(Locale.CHINA))
        .containsPattern("\\p{IsHan}")
        .doesNotContainPattern("\\w");
    assertThat(step.advice(Locale.ENGLISH)).matches("[a-z ]+");
  }

  @ParameterizedTest
  @CsvSource({"zh-CN, 查单", "zh-Hant-TW, 查单", "en-US, query the order", "de, query the order"})
  void takesTheLanguageOfTheLocale(String tag, String advice) {
    assertThat(NextStep.QUERY_ORDER.advice(Locale.forLanguageTag(tag))).isEqualTo(advice);
  }
}
