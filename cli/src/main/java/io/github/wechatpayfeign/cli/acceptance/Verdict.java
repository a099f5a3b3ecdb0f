package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayfeign.cli.console.Words;

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

  private final String code;
  private final String style;

  Verdict(String code, String style) {
    this.code = code;
    this.style = style;
  }

  /** Returns the style in picocli's markup. */
  String style() {
    return style;
  }

  /** Returns what people read. */
  String label() {
    return switch (this) {
      case PASSED -> Words.of("passed");
      case FAILED -> Words.of("failed");
      case NOT_SEEN -> Words.of("not seen");
      case CANNOT_BE_SEEN -> Words.of("cannot see");
      case LEFT_OUT -> Words.of("left out");
    };
  }

  /** Returns what machines read. */
  @JsonValue
  @Override
  public String toString() {
    return code;
  }
}
