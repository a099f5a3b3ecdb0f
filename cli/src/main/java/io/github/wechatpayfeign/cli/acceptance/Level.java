package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayfeign.cli.console.Words;
import java.util.Locale;

/** How serious the official list is about a point. */
enum Level {
  FATAL,
  MUST,
  SHOULD,
  /** A rule that stands above the list. */
  RULE;

  /** Returns what people read. */
  String label() {
    return switch (this) {
      case FATAL -> Words.of("fatal");
      case MUST -> Words.of("must");
      case SHOULD -> Words.of("should");
      case RULE -> Words.of("rule");
    };
  }

  /** Returns what machines read. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
