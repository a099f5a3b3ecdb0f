package io.github.wechatpayfeign.simulator.internal.checks;

import java.util.function.UnaryOperator;

/**
 * A typical mistake in the message that a client signs.
 *
 * @param aspect what the mistake is about; two mistakes about the same are not combined
 * @param english what is wrong, as an English sentence
 * @param chinese the same in Chinese
 * @param change makes the mistake
 */
record SigningMistake(
    Aspect aspect, String english, String chinese, UnaryOperator<MessageDraft> change) {

  /** The parts of a message. */
  enum Aspect {
    LAYOUT,
    METHOD,
    URL,
    TIMESTAMP,
    BODY
  }
}
