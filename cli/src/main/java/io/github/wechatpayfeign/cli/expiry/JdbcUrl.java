package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.Words;
import java.util.regex.Pattern;

/**
 * The URL of a database, which may contain a password: after the host, as a property, or before the
 * host. No message shows one.
 */
final class JdbcUrl {

  private static final String NOT_SHOWN = "(not shown)";

  /** A user and a password before the host. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/?;\\s]*@");

  /** A property that contains a password, in any text that repeats a part of the URL. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)\\b([\\w.]*(?:password|passwd|pwd|secret|key)[\\w.]*\\s*=)[^&;,\\s]*");

  private final String text;

  private JdbcUrl(String text) {
    this.text = text;
  }

  /**
   * Returns a URL.
   *
   * @throws IllegalArgumentException if it does not begin like one
   */
  static JdbcUrl of(String text) {
    String stripped = text.strip();
    if (!stripped.matches("(?s)jdbc:[A-Za-z0-9]+:.+")) {
      throw new IllegalArgumentException(
          Words.of("The URL of the database must be like jdbc:postgresql://HOST/DATABASE"));
    }
    return new JdbcUrl(stripped);
  }

  /** Returns the whole URL, for a driver only. */
  String text() {
    return text;
  }

  /** Returns what says which driver the URL is for, such as {@code jdbc:mysql}. */
  String kind() {
    return text.substring(0, text.indexOf(':', "jdbc:".length()));
  }

  /** Returns the URL without its properties, and without what stands before the host. */
  String shown() {
    return USER_INFO.matcher(text.split("[?;]", 2)[0]).replaceAll("//");
  }

  /** Returns a message of a driver without the secrets of this URL. */
  String hiddenIn(String message, String password) {
    String hidden = message.replace(text, shown());
    if (!password.isEmpty()) {
      hidden = hidden.replace(password, NOT_SHOWN);
    }
    hidden = SECRET.matcher(hidden).replaceAll("$1" + NOT_SHOWN);
    return USER_INFO.matcher(hidden).replaceAll("//");
  }

  @Override
  public String toString() {
    return shown();
  }
}
