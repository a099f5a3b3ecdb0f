package io.github.wechatpayfeign.cli.results;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * Keeps the decisions, so that no order is taken again after it was decided, by this run or by an
 * earlier one. A worker calls {@link #begin}, takes the order, calls {@link #end}, and only then
 * shows the result.
 */
public interface DecisionLog extends AutoCloseable {

  /** A log that keeps nothing: each order is taken as often as it is given. */
  DecisionLog NONE =
      new DecisionLog() {
        @Override
        public OptionalInt begin(String outTradeNo) {
          return OptionalInt.empty();
        }

        @Override
        public void end(String outTradeNo, OrderResult result) {}

        @Override
        public void close() {}
      };

  /**
   * Begins with an order, unless there is nothing to do about it.
   *
   * @return empty if the order was begun; otherwise the exit code for what is known of it
   */
  OptionalInt begin(String outTradeNo);

  /**
   * Ends with an order that was begun. When this returns, a decision is on the disk.
   *
   * @throws IOException if it could not be written
   */
  void end(String outTradeNo, OrderResult result) throws IOException;

  @Override
  void close();
}
