package io.github.wechatpayfeign.cli.orders;

import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The order numbers of one run. They are read one at a time, when one is wanted, so that a file of
 * any size needs no memory. Thread-safe.
 */
final class OrderNumbers implements AutoCloseable {

  private final OrderInput input;
  private final Iterator<String> arguments;
  private final OrderLines lines;
  private boolean none = true;

  OrderNumbers(OrderInput input, OrderLines lines) {
    this.input = input;
    this.arguments = input.arguments().iterator();
    this.lines = lines;
  }

  /** Returns the next order number, or null when there are no more. */
  synchronized @Nullable OrderLine next() throws IOException {
    if (arguments.hasNext()) {
      none = false;
      return new OrderLine(arguments.next(), 0);
    }
    try {
      OrderLine next = lines.next();
      none &= next == null;
      return next;
    } catch (IOException e) {
      throw new IOException("The " + input.name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns whether no number was found yet. */
  synchronized boolean isEmpty() {
    return none;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException ignored) {
      // All that was wanted of the file has been read.
      return;
    }
  }
}
