package io.github.wechatpayfeign.client;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tokens that all calls of a client share, so that an outage is not multiplied. Thread-safe.
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

  /** Takes the tokens of one repeated attempt, or returns false where they are not there. */
  boolean take() {
    int before =
        tokens.getAndUpdate(left -> left >= COST_OF_AN_ATTEMPT ? left - COST_OF_AN_ATTEMPT : left);
    return before >= COST_OF_AN_ATTEMPT;
  }

  /** Adds what a success gives back. */
  void succeeded(boolean repeated) {
    add(repeated ? COST_OF_AN_ATTEMPT : GAIN_OF_A_SUCCESS);
  }

  /** Adds the tokens of a repeated attempt that was not made, or not to its end. */
  void giveBack() {
    add(COST_OF_AN_ATTEMPT);
  }

  private void add(int gain) {
    tokens.getAndUpdate(left -> (int) Math.min(capacity, (long) left + gain));
  }

  int tokens() {
    return tokens.get();
  }
}
