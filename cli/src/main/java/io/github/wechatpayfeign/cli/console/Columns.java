package io.github.wechatpayfeign.cli.console;

/** Columns of text on a terminal, where a Chinese character is as wide as two letters. */
public final class Columns {

  private Columns() {}

  /** Adds spaces to the end of a text until it is as wide as so many letters. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private static int width(String text) {
    return text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
  }
}
