package io.github.wechatpayfeign.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random bits are taken for many nonces at a time, and none is used twice. */
class RandomNoncesTest {

  @Test
  void areDifferentOnAllThreads() {
    RandomNonces nonces = new RandomNonces();
    Set<String> all = ConcurrentHashMap.newKeySet();

    IntStream.range(0, 10_000).parallel().forEach(i -> all.add(nonces.get()));

    assertThat(all).hasSize(10_000).allMatch(nonce -> nonce.matches("[0-9a-f]{32}"));
  }
}
