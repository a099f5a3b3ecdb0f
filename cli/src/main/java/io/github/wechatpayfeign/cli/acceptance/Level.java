package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How serious the official list is about a point. */
enum Level {
  FATAL,
  MUST,
  SHOULD,
  /** A rule that stands above the list. */
  RULE;

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
