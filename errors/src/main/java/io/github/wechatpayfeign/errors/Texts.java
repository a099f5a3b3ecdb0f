package io.github.wechatpayfeign.errors;

import io.github.wechatpayfeign.errors.internal.SafeText;

/** Makes text from outside safe for one line of a message or a log. */
final class Texts {

  private static final int MAX_LENGTH = 512;

  private Texts() {}

  /** Returns the text on one line, cut after 512 characters. */
  static String oneLine(String text) {
    return onOneLine(cut(text, MAX_LENGTH));
  }

  /** Returns the start of a text, with dots for the rest; it never cuts a character in two. */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    boolean inTwo = Character.isHighSurrogate(text.charAt(maxLength - 1));
    return text.substring(0, inTwo ? maxLength - 1 : maxLength) + "...";
  }

  /** Returns the text with a space for each character that breaks a line or its direction. */
  static String onOneLine(String text) {
    return SafeText.spaced(text);
  }

  /**
   * Returns the message of an exception, on one line. If it quotes a failed call, the outcome of
   * that call is left out: a message has one outcome, its own.
   */
  static String reason(Throwable failure) {
    String message = failure.getMessage();
    return withoutOutcomes(message == null ? failure.toString() : message, failure);
  }

  /** Returns the type of an exception and its message, as {@link #reason} does. */
  static String typeAndReason(Throwable failure) {
    return withoutOutcomes(failure.toString(), failure);
  }

  private static String withoutOutcomes(String text, Throwable failure) {
    String reason = text;
    for (Throwable cause : Causes.of(failure)) {
      if (cause instanceof WechatPayException call && call.getMessage() != null) {
        reason = reason.replace(call.getMessage(), call.summary());
      }
    }
    return oneLine(reason);
  }
}
