package io.github.wechatpayfeign.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Chinese character takes two columns of a terminal. */
class ColumnsTest {

  @ParameterizedTest
  @CsvSource({"'', '    '", "ab, 'ab  '", "通, '通  '", "通过, 通过", "未通过, 未通过", "a通, 'a通 '"})
  void fillUpToAWidth(String text, String padded) {
    assertThat(Columns.padded(text, 4)).isEqualTo(padded);
  }
}
