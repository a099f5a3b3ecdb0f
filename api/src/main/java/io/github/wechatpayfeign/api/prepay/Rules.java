package io.github.wechatpayfeign.api.prepay;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.errors.internal.SafeText;
import io.github.wechatpayfeign.merchant.Merchant;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the values in a prepay. A message shows a value only if it cannot identify a buyer.
 */
final class Rules {

  private static final Pattern APPID = Pattern.compile("[0-9A-Za-z_-]{1,32}");
  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
  private static final OutTradeNo OUT_TRADE_NO = new OutTradeNo();
  private static final int MAX_URL = 255;
  private static final int MAX_QUOTE = 64;

  private Rules() {}

  /** Checks the id of an official account, a mini program or an app. */
  static void appid(String name, @Nullable String appid) {
    if (appid == null || !APPID.matcher(appid).matches()) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " must be 1 to 32 letters, digits, _ or -, but is "
              + SafeText.quoted(appid, MAX_QUOTE));
    }
  }

  static void outTradeNo(@Nullable String outTradeNo) {
    String unused = OUT_TRADE_NO.expand(outTradeNo);
  }

  /** Checks a value that the buyer's phone or WeChat sent: the message does not show it. */
  static void ofBuyer(String name, @Nullable String value, int max) {
    if (value == null || value.length() > max || !VISIBLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " must be 1 to "
              + max
              + " visible ASCII characters; it is not shown, because it identifies a buyer");
    }
  }

  /** Checks a text that must be there. */
  static void text(String name, @Nullable String text, int max) {
    if (text == null || text.isBlank() || lengthOf(text) > max) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " must be 1 to "
              + max
              + " characters, but is "
              + (text == null ? "null" : text.isBlank() ? "blank" : lengthOf(text) + " long"));
    }
  }

  /** Checks a text that must be there, and whose maximum length is not known for sure. */
  static void present(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          "The " + name + " must not be " + (text == null ? "null" : "blank"));
    }
  }

  /** Checks a text that may be missing. */
  static void optional(String name, @Nullable String text, int max) {
    if (text != null) {
      text(name, text, max);
    }
  }

  /**
   * Counts characters as a reader does. The official pages give lengths in characters, and do not
   * say how they count one that Java stores as two.
   */
  private static int lengthOf(String text) {
    return text.codePointCount(0, text.length());
  }

  static void amount(String name, long fen) {
    if (fen < 1) {
      throw new IllegalArgumentException("The " + name + " must be at least 1 fen, but is " + fen);
    }
  }

  static void cny(@Nullable String currency) {
    if (!"CNY".equals(currency)) {
      throw new IllegalArgumentException("The currency must be CNY");
    }
  }

  static void notNegative(String name, long number) {
    if (number < 0) {
      throw new IllegalArgumentException("The " + name + " must be 0 or more, but is " + number);
    }
  }

  /** Checks the numbers and the apps of a service provider's prepay. */
  static void partner(
      @Nullable String spAppid,
      @Nullable String spMchid,
      @Nullable String subAppid,
      @Nullable String subMchid) {
    appid("sp_appid", spAppid);
    Merchant.requireMchid("sp_mchid", spMchid);
    if (subAppid != null) {
      appid("sub_appid", subAppid);
    }
    Merchant.requireMchid("sub_mchid", subMchid);
  }

  /** Checks a value that the answer to a prepay has to have. */
  static void visible(String name, @Nullable String value, int max) {
    if (value == null || value.length() > max || !VISIBLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The " + name + " must be 1 to " + max + " visible ASCII characters");
    }
  }

  /** Checks where WeChat Pay sends the notice of the payment. */
  static void notifyUrl(@Nullable String url) {
    String rule =
        "The notify_url must be an absolute http or https URL of at most 255 characters without a"
            + " query string, but ";
    if (url == null || url.length() > MAX_URL) {
      throw new IllegalArgumentException(
          rule + (url == null ? "is null" : "has " + url.length() + " characters"));
    }
    URI uri = requireHttp("notify_url", url);
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(rule + "it has a query string or a fragment");
    }
  }

  /**
   * Checks a URL; the message does not show it, because its user or its query may have a password.
   */
  static URI requireHttp(String name, @Nullable String url) {
    try {
      URI uri = new URI(String.valueOf(url));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (scheme.matches("https?") && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Its message has the URL.
    }
    throw new IllegalArgumentException(
        "The "
            + name
            + " must be an absolute http or https URL without a user, such as"
            + " https://shop.example.com/paid");
  }
}
