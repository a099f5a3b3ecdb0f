package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay's numbers of orders: 28 digits, of which the last ones count. So an order stores a
 * position and not a text, and a number is found without a map. The positions are also the order in
 * which orders were created.
 */
final class TransactionNumbers {
  private static final int COUNTING_DIGITS = 10;
  private static final Pattern PREFIX = Pattern.compile("42[0-9]{16}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{" + COUNTING_DIGITS + "}");

  /** As many orders cannot be created while a file is written. */
  private static final int MAX_GAP = 1_000_000;

  /**
   * The orders from the first position on; null for one that was lost when a process was killed.
   */
  private final List<@Nullable OrderId> orders = new ArrayList<>();

  private volatile String prefix;
  private long first = 1;

  TransactionNumbers(RandomText random) {
    prefix = "42" + random.digits(16);
  }

  /** Returns the position of an order that has no number yet. */
  synchronized long next(OrderId id) {
    orders.add(id);
    return end() - 1;
  }

  /** Returns the first position of which the order may still be known. */
  synchronized long first() {
    return first;
  }

  /** Returns the position after the last one. */
  synchronized long end() {
    return first + orders.size();
  }

  synchronized @Nullable OrderId at(long position) {
    long index = position - first;
    return index >= 0 && index < orders.size() ? orders.get((int) index) : null;
  }

  String text(long position) {
    return prefix + String.format("%0" + COUNTING_DIGITS + "d", position);
  }

  @Nullable OrderId find(String text) {
    return at(position(text));
  }

  /** Returns the position in a number, or -1 if it is none of these. */
  private long position(String text) {
    String digits = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
    return DIGITS.matcher(digits).matches() ? Long.parseLong(digits) : -1;
  }

  synchronized KeptNumbers kept(long lastChange) {
    return new KeptNumbers(prefix, first, end(), lastChange);
  }

  /** Continues the numbers of an earlier start, before the first order has one. */
  synchronized void continueFrom(KeptNumbers kept) {
    if (!PREFIX.matcher(kept.prefix()).matches() || kept.first() < 1 || !orders.isEmpty()) {
      throw new IllegalArgumentException("The numbers of orders cannot be continued");
    }
    prefix = kept.prefix();
    first = kept.first();
    growTo(kept.end());
  }

  /** Gives an order the number that it had before, and returns its position. */
  synchronized long restore(String text, OrderId id) {
    long position = position(text);
    if (position < first || position >= end() + MAX_GAP || at(position) != null) {
      throw new IllegalArgumentException("The order has no number of this gateway");
    }
    growTo(position + 1);
    orders.set((int) (position - first), id);
    return position;
  }

  private void growTo(long end) {
    while (end() < end) {
      orders.add(null);
    }
  }

  /** Forgets the orders; their numbers do not come again. */
  synchronized void clear() {
    first += orders.size();
    orders.clear();
  }
}
