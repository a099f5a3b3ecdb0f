package io.github.wechatpayfeign.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The set contains the added order numbers and no others, also after it grew. */
class OrderNumberSetTest {

  @Test
  void containsWhatWasAddedAndNothingElseHoweverOftenItGrew() {
    OrderNumberSet set = new OrderNumberSet();
    for (int n = 0; n < 100_000; n++) {
      set.add("ORDER-" + n);
      set.add("ORDER-" + n);
    }

    for (int n = 0; n < 100_000; n++) {
      assertThat(set.contains("ORDER-" + n)).isTrue();
      assertThat(set.contains("OTHER-" + n)).isFalse();
    }
  }
}
