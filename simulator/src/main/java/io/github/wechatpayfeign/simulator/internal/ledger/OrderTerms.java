package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The data with which an order was placed.
 *
 * @param subAppid the app of the sub-merchant, or empty if the order was placed without one
 * @param total the amount in fen
 */
public record OrderTerms(
    String appid,
    Optional<String> subAppid,
    long total,
    String attach,
    String tradeType,
    Payer payer) {

  /**
   * The app of all orders that are not placed through the API; it is from the official examples.
   */
  public static final String DEFAULT_APPID = "wxd678efh567hg6787";

  private static final Pattern APPID = Pattern.compile("[0-9A-Za-z_]{1,32}");

  public static OrderTerms usual(long total) {
    return usual(total, Optional.empty());
  }

  public static OrderTerms usual(long total, Optional<String> subAppid) {
    return new OrderTerms(
        DEFAULT_APPID, subAppid, requirePositive(total), "", "JSAPI", Payer.DEFAULT);
  }

  public static boolean isLegalAppid(String appid) {
    return APPID.matcher(appid).matches();
  }

  /** Checks the amount that a test sets. */
  public static long requirePositive(long total) {
    if (total < 1) {
      throw new IllegalArgumentException(
          "The total must be 1 fen or more, but is %d".formatted(total));
    }
    return total;
  }
}
