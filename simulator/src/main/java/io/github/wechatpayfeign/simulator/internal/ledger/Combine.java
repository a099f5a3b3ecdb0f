package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Orders, possibly of several merchants, that a user pays at once. */
public record Combine(CombineName name, Payment bill) {
  public static final int MAX_ORDERS = 50;

  private static final Pattern OF_MERCHANT = Pattern.compile("[0-9A-Za-z_\\-|*]{6,32}");
  private static final Pattern OF_PARTNER = Pattern.compile("[0-9A-Za-z_\\-|*]{2,32}");

  /** Returns whether a number is legal; a service provider's may be shorter than a merchant's. */
  public static boolean isLegalNumber(String combineOutTradeNo, boolean partner) {
    return (partner ? OF_PARTNER : OF_MERCHANT).matcher(combineOutTradeNo).matches();
  }

  /** Returns the orders that a close must repeat, each with the app of its sub-merchant. */
  public Map<OrderId, Optional<String>> subAppids() {
    return bill.orders().stream()
        .collect(Collectors.toMap(Order::id, order -> order.terms().subAppid()));
  }
}
