package io.github.wechatpayfeign.simulator.internal.server;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of an answer. */
@FunctionalInterface
public interface BodyWriter {

  /**
   * Writes the body. Each write reaches the socket before it returns.
   *
   * @param out the body, which need not be closed
   * @throws IOException if a write fails
   */
  void writeTo(OutputStream out) throws IOException;
}
