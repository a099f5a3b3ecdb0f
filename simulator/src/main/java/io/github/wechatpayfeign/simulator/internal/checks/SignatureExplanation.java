package io.github.wechatpayfeign.simulator.internal.checks;

import java.util.Optional;

/**
 * Why a signature was refused.
 *
 * @param english the reason, in one or two English sentences
 * @param chinese the same in Chinese
 * @param expected the message that the simulator built, or empty if there was not enough for it
 * @param signed the message that the client signed, if it is known
 */
public record SignatureExplanation(
    String english, String chinese, Optional<String> expected, Optional<String> signed) {

  static SignatureExplanation of(String english, String chinese) {
    return new SignatureExplanation(english, chinese, Optional.empty(), Optional.empty());
  }

  /** Returns the index of the first character in which the messages differ, or -1. */
  public int firstDifference() {
    if (expected.isEmpty() || signed.isEmpty()) {
      return -1;
    }
    String one = expected.get();
    String other = signed.get();
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return i;
      }
    }
    return one.length() == other.length() ? -1 : shorter;
  }
}
