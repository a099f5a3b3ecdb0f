package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.Words;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The order numbers of one run. Workers take them one at a time, and each is read only then, so
 * that a file of any size needs little memory. Thread-safe.
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

  /** Returns the next order number, or null at the end. */
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
      throw new IOException(
          Words.of("The {0} cannot be read: {1}", input.name(), e.getMessage()), e);
    }
  }

  /** Returns whether no number was found so far. */
  synchronized boolean isEmpty() {
    return none;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException ignored) {
      // Everything that is needed has been read.
      return;
    }
  }
}
