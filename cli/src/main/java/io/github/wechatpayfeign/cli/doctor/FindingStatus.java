package io.github.wechatpayfeign.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a check of the doctor ended; each status has its own colour if colours are shown. */
enum FindingStatus {
  OK("green"),
  WARNING("yellow"),
  FAILURE("bold,red"),
  SKIPPED("faint");

  private final String style;

  FindingStatus(String style) {
    this.style = style;
  }

  /** Returns the style as picocli names it. */
  String style() {
    return style;
  }

  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
