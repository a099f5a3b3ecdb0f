package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an acceptance run says about a point. */
enum Verdict {
  PASSED("passed", "green"),
  FAILED("failed", "bold,red"),
  /** Nothing happened that tells whether the application does it. */
  NOT_SEEN("not seen", "yellow"),
  /** The gateway never sees whether an application does it. */
  CANNOT_BE_SEEN("cannot see", "faint"),
  /** The user left it out. */
  LEFT_OUT("left out", "faint");

  private final String text;
  private final String style;

  Verdict(String text, String style) {
    this.text = text;
    this.style = style;
  }

  /** Returns the style in picocli's markup. */
  String style() {
    return style;
  }

  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
