package io.github.wechatpayfeign.cli.console;

import java.util.regex.Pattern;

/**
 * Recognizes the text of a key where the name of a file or another setting belongs, such as after
 * {@code WECHATPAY_PRIVATE_KEY="$(cat apiclient_key.pem)"}.
 */
public final class KeyLeaks {

  private static final String NOT_SHOWN = "(a key, not shown)";

  /**
   * A PEM object from its beginning to its end, or to the end of the text; and the Base64 of a key,
   * which begins with the tag of an ASN.1 sequence.
   */
  private static final Pattern KEY =
      Pattern.compile(
          "(?s)-{2,5}\\s*BEGIN\\b.*?(?:-{2,5}\\s*END\\b[^-]*-{2,5}|\\z)"
              + "|\\bM[A-I][A-Za-z0-9+/=]{40,}(?:[\\s?]+[A-Za-z0-9+/=]{20,})*");

  /** A bare key in Base64, whatever it begins with. */
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9+/=\\s]{80,}");

  private KeyLeaks() {}

  /** Returns whether a text is a key, or the damaged rest of one. */
  public static boolean isKey(String text) {
    return KEY.matcher(text).find() || BARE.matcher(text).matches();
  }

  /** Returns the text, with {@code (a key, not shown)} in place of each key in it. */
  public static String hidden(String text) {
    return KEY.matcher(text).replaceAll(NOT_SHOWN);
  }
}
