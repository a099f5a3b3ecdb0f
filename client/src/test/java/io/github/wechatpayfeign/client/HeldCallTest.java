package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A thread that is held too long is interrupted, and left as it was found. */
class HeldCallTest {

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void interruptsTheThreadUntilItComesBack() {
    HeldCall held = HeldCall.watch(Duration.ofMillis(10), Runnable::run);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
    }

    held.close();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void takesBackAnInterruptThatNobodySaw() {
    HeldCall held = HeldCall.watch(Duration.ofMillis(1), Runnable::run);
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }

    held.close();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void leavesAnInterruptThatCameFromElsewhere() {
    HeldCall held = HeldCall.watch(Duration.ofSeconds(30), Runnable::run);
    Thread.currentThread().interrupt();

    held.close();

    assertThat(Thread.interrupted()).isTrue();
  }
}
