package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests begin at a steady rate. A call waits for its turn; an attempt that repeats it has
 * been sent already, so it takes the turn of a later call. Thread-safe.
 */
final class RateLimit implements CallGuard {

  /** The calls that wait are fewer than the workers, so none waits longer than its deadline. */
  private static final int MAX_WAIT_SECONDS = 5;

  private final int perSecond;
  private long nextTurn = System.nanoTime();

  RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Returns how many workers can keep the rate, and still wait no longer than 5 s each. */
  int workers(int wanted) {
    return Math.min(wanted, perSecond * MAX_WAIT_SECONDS);
  }

  @Override
  public CallObserver admit(CallStart call) {
    try {
      TimeUnit.NANOSECONDS.sleep(takeTurn() - System.nanoTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for --rate", e);
    }
    return new CallObserver() {
      @Override
      public void attempted(AttemptEnd attempt) {
        if (attempt.number() > 1) {
          takeTurn();
        }
      }
    };
  }

  private synchronized long takeTurn() {
    long now = System.nanoTime();
    long turn = nextTurn - now > 0 ? nextTurn : now;
    nextTurn = turn + TimeUnit.SECONDS.toNanos(1) / perSecond;
    return turn;
  }
}
