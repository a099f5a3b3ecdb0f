package io.github.wechatpayfeign.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The retry tokens that all calls of a client share, so that retries do not multiply the load
 * during an outage. Thread-safe.
 */
final class RetryBudget {

  private static final int COST_OF_AN_ATTEMPT = 5;
  private static final int GAIN_OF_A_SUCCESS = 1;

  private final int capacity;
  private final AtomicInteger tokens;

  RetryBudget(int capacity) {
    this.capacity = capacity;
    this.tokens = new AtomicInteger(capacity);
  }

  /**
   * Takes the tokens for one repeated attempt; takes none and returns false if too few are left.
   */
  boolean take() {
    int before =
        tokens.getAndUpdate(left -> left >= COST_OF_AN_ATTEMPT ? left - COST_OF_AN_ATTEMPT : left);
    return before >= COST_OF_AN_ATTEMPT;
  }

  /** Adds the tokens of a success: more if it was a repeated attempt, which took them. */
  void succeeded(boolean repeated) {
    add(repeated ? COST_OF_AN_ATTEMPT : GAIN_OF_A_SUCCESS);
  }

  /** Gives back the tokens of a repeated attempt that was not made, or that did not end. */
  void giveBack() {
    add(COST_OF_AN_ATTEMPT);
  }

  private void add(int gain) {
    if (tokens.get() == capacity) {
      return;
    }
    tokens.getAndUpdate(left -> (int) Math.min(capacity, (long) left + gain));
  }

  int tokens() {
    return tokens.get();
  }
}
