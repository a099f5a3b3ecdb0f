package io.github.wechatpayfeign.cli.console;

import java.util.regex.Pattern;

/**
 * Finds keys in texts that are about to be shown. A key easily stands where the name of a file or
 * another setting belongs, such as after {@code WECHATPAY_PRIVATE_KEY="$(cat apiclient_key.pem)"},
 * and messages quote settings. Output goes to logs, so it must not contain a key.
 */
public final class KeyLeaks {

  private static final String NOT_SHOWN = "(a key, not shown)";

  /**
   * Matches a PEM object from its BEGIN to its END, or to the end of the text if it was cut. Also
   * matches the Base64 of a key: it begins with the tag of an ASN.1 sequence, so with MA to MI.
   */
  private static final Pattern KEY =
      Pattern.compile(
          "(?s)-{2,5}\\s*BEGIN\\b.*?(?:-{2,5}\\s*END\\b[^-]*-{2,5}|\\z)"
              + "|\\bM[A-I][A-Za-z0-9+/=]{40,}(?:[\\s?]+[A-Za-z0-9+/=]{20,})*");

  /** A long text of Base64 only, whatever it begins with. */
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9+/=\\s]{80,}");

  private KeyLeaks() {}

  /** Returns whether a text is a key, or a damaged part of one. */
  public static boolean isKey(String text) {
    return KEY.matcher(text).find() || BARE.matcher(text).matches();
  }

  /** Returns the text, with {@code (a key, not shown)} in place of each key in it. */
  public static String hidden(String text) {
    return KEY.matcher(text).replaceAll(NOT_SHOWN);
  }
}
