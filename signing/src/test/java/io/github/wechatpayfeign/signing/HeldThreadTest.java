package io.github.wechatpayfeign.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A thread that is held too long is interrupted, and left as it was found. */
class HeldThreadTest {

  private final CountDownLatch never = new CountDownLatch(1);

  @Test
  void interruptsTheThreadUntilItComesBack() {
    HeldThread held = HeldThread.watch(Duration.ofMillis(10));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
    }

    held.release();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void takesBackAnInterruptThatNobodySaw() {
    HeldThread held = HeldThread.watch(Duration.ofMillis(1));
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }

    held.release();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void leavesAnInterruptThatCameFromElsewhere() {
    HeldThread held = HeldThread.watch(Duration.ofSeconds(30));
    Thread.currentThread().interrupt();

    held.release();

    assertThat(Thread.interrupted()).isTrue();
  }
}
