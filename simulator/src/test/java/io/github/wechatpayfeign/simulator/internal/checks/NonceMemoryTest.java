package io.github.wechatpayfeign.simulator.internal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import org.junit.jupiter.api.Test;

/** The memory of nonces does not grow beyond its window. */
class NonceMemoryTest {

  @Test
  void forgetsNoncesOlderThanTheWindow() throws Refusal {
    NonceMemory memory = new NonceMemory(300);
    for (int i = 0; i < 1000; i++) {
      memory.remember("nonce" + i, i, i);
    }

    assertThat(memory.size()).isEqualTo(301);
  }
}
