package io.github.wechatpayfeign.cli.orders;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The order numbers of a file, one at a time, so that a file of any size needs little memory. */
interface OrderLines extends AutoCloseable {

  /** Returns the next order number, or null at the end. */
  @Nullable OrderLine next() throws IOException;

  @Override
  void close() throws IOException;
}
