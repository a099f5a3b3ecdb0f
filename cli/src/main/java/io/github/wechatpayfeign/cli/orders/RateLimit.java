package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.client.observe.AttemptEnd;
import io.github.wechatpayfeign.client.observe.CallGuard;
import io.github.wechatpayfeign.client.observe.CallObserver;
import io.github.wechatpayfeign.client.observe.CallStart;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests begin at a steady rate, so that a large run leaves room for the merchant's other
 * requests. A call waits on its worker's thread for its turn. The client repeats an attempt without
 * asking, so a repeated attempt takes the turn of a later call. Thread-safe.
 */
final class RateLimit implements CallGuard {

  /** How long a call may wait for its turn; its deadline is longer. */
  private static final int MAX_WAIT_SECONDS = 5;

  private final int perSecond;
  private long nextTurn = System.nanoTime();

  RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Returns how many workers can wait at this rate for no more than 5 s each. No more calls wait
   * than there are workers.
   */
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

  /**
   * Returns when the caller may begin. Turns that nobody took are lost: no burst follows a pause.
   */
  private synchronized long takeTurn() {
    long now = System.nanoTime();
    long turn = nextTurn - now > 0 ? nextTurn : now;
    nextTurn = turn + TimeUnit.SECONDS.toNanos(1) / perSecond;
    return turn;
  }
}
