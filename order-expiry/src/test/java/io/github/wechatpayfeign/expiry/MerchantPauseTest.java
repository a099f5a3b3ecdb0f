package io.github.wechatpayfeign.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MerchantPauseTest {

  private final MerchantPause pause = new MerchantPause();

  @Test
  void isOffAtFirst() {
    assertThat(pause.isOn()).isFalse();
    assertThat(pause.reason()).isEmpty();
    assertThat(pause.outTradeNo()).isEmpty();
  }

  @Test
  void keepsTheFirstReasonUntilItEnds() {
    assertThat(pause.begin("a wrong key", "ORDER-1")).isTrue();
    assertThat(pause.begin("a wrong clock", "ORDER-2")).isFalse();

    assertThat(pause.isOn()).isTrue();
    assertThat(pause.reason()).contains("a wrong key");
    assertThat(pause.outTradeNo()).contains("ORDER-1");

    pause.end();
    assertThat(pause.isOn()).isFalse();
    assertThat(pause.reason()).isEmpty();
    assertThat(pause.begin("a wrong clock", "ORDER-2")).isTrue();
  }
}
