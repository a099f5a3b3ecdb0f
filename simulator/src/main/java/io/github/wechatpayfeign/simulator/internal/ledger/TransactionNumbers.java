package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's numbers of orders: 28 digits, of which the last ones count. So an order stores a
 * position and not a text, and a number is found without a map.
 */
final class TransactionNumbers {
  private static final int COUNTING_DIGITS = 10;

  private final String prefix;
  private final List<OrderId> orders = new ArrayList<>();
  private long first = 1;

  TransactionNumbers(RandomText random) {
    prefix = "42" + random.digits(16);
  }

  /** Returns the position of an order that has no number yet. */
  synchronized long next(OrderId id) {
    orders.add(id);
    return first + orders.size() - 1;
  }

  String text(long position) {
    return prefix + String.format("%0" + COUNTING_DIGITS + "d", position);
  }

  synchronized @Nullable OrderId find(String text) {
    String digits = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
    if (digits.length() != COUNTING_DIGITS
        || !digits.chars().allMatch(TransactionNumbers::isDigit)) {
      return null;
    }
    long index = Long.parseLong(digits) - first;
    return index >= 0 && index < orders.size() ? orders.get((int) index) : null;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** Forgets the orders; their numbers do not come again. */
  synchronized void clear() {
    first += orders.size();
    orders.clear();
  }
}
