package io.github.wechatpayfeign.integrationtests;

import org.jspecify.annotations.Nullable;

/** What the message of every exception keeps to. */
final class FuzzedMessages {

  /** Ten texts of 512 characters each, and the words between them. */
  private static final int LONGEST = 6000;

  private FuzzedMessages() {}

  static void requireOneShortLine(@Nullable String message) {
    if (message == null || message.isEmpty() || message.length() > LONGEST) {
      throw new AssertionError("A message is missing or too long: " + message);
    }
    message
        .chars()
        .filter(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')
        .findFirst()
        .ifPresent(
            c -> {
              throw new AssertionError(
                  String.format("A message has the character U+%04X: %s", c, message));
            });
  }
}
