package io.github.wechatpayfeign.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Deadlines are kept, whatever comes before, between or after them. */
class DeadlinesTest {

  @Test
  void keepsEachDeadlineWhateverTheirOrder() throws Exception {
    long seed = System.nanoTime();
    System.out.println("Deadlines: seed " + seed);
    Random random = new Random(seed);
    AtomicLong early = new AtomicLong();
    AtomicLong latest = new AtomicLong();
    List<Deadlines.Deadline> deadlines = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(200);
    for (int i = 0; i < 200; i++) {
      long left = TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_500));
      long due = System.nanoTime() + left;
      boolean[] done = new boolean[1];
      deadlines.add(
          Deadlines.in(
              Duration.ofNanos(left),
              () -> {
                long late = System.nanoTime() - due;
                if (!done[0]) {
                  done[0] = true;
                  early.addAndGet(late < 0 ? 1 : 0);
                  latest.accumulateAndGet(late, Math::max);
                  all.countDown();
                }
                throw new IllegalStateException("a deadline that throws stops no other one");
              }));
    }

    java.util.logging.Logger log = java.util.logging.Logger.getLogger(Deadlines.class.getName());
    log.setLevel(java.util.logging.Level.OFF);
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    log.setLevel(null);
    deadlines.forEach(Deadlines.Deadline::close);

    System.out.println("Latest by " + TimeUnit.NANOSECONDS.toMillis(latest.get()) + " ms");
    assertThat(early).hasValue(0);
  }

  @Test
  void doesNothingForADeadlineThatIsClosed() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    AtomicBoolean acted = closedInTime();
    try (Deadlines.Deadline next = Deadlines.in(Duration.ofMillis(300), later::countDown)) {
      assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(next).isNotNull();
    }

    assertThat(acted).isFalse();
  }

  /** Closes a deadline before it is due, however busy the machine is; returns whether it acts. */
  private static AtomicBoolean closedInTime() {
    while (true) {
      AtomicBoolean acted = new AtomicBoolean();
      long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
      Deadlines.in(Duration.ofMillis(200), () -> acted.set(true)).close();
      if (System.nanoTime() < due) {
        return acted;
      }
    }
  }

  @Test
  void keepsADeadlineThatHasPassedAlready() throws Exception {
    CountDownLatch now = new CountDownLatch(1);
    try (Deadlines.Deadline past = Deadlines.in(Duration.ofMillis(-5), now::countDown)) {
      assertThat(now.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(past).isNotNull();
    }
  }
}
