package io.github.wechatpayfeign.integrationtests.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** What the message of every exception keeps to. */
final class FuzzedMessages {

  /** Ten texts of 512 characters each, and the words between them. */
  private static final int LONGEST = 6000;

  private FuzzedMessages() {}

  static void requireOneLineOfJson(String json) {
    requireOneLine(json);
    try {
      new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("This is no JSON: " + json, e);
    }
  }

  static void requireOneShortLine(@Nullable String message) {
    if (message == null || message.isEmpty() || message.length() > LONGEST) {
      throw new AssertionError("A message is missing or too long: " + message);
    }
    requireOneLine(message);
  }

  private static void requireOneLine(String message) {
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
