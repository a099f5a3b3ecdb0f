package io.github.wechatpayfeign.cli.results;

import io.github.wechatpayfeign.cli.console.ExitCode;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which orders are decided, and which are in progress, in memory. It makes sure that two workers
 * never take the same order, even if a file contains its number twice. Thread-safe.
 */
final class DecidedOrders {

  private final OrderNumberSet closed = new OrderNumberSet();
  private final OrderNumberSet notClosed = new OrderNumberSet();
  private final Set<String> underWay = new HashSet<>();

  /** Begins with an order; see {@link DecisionLog#begin}. */
  synchronized OptionalInt begin(String outTradeNo) {
    if (closed.contains(outTradeNo)) {
      return OptionalInt.of(ExitCode.DONE);
    }
    if (notClosed.contains(outTradeNo)) {
      return OptionalInt.of(ExitCode.DECIDED_OTHERWISE);
    }
    // A number that is given twice is taken once: the worker that has it reports how it ends.
    return underWay.add(outTradeNo) ? OptionalInt.empty() : OptionalInt.of(ExitCode.DONE);
  }

  /** Ends with an order that stays undecided. */
  synchronized void leave(String outTradeNo) {
    underWay.remove(outTradeNo);
  }

  /** Ends with an order for good. */
  synchronized void decide(String outTradeNo, OrderOutcome outcome) {
    (outcome.exitCode() == ExitCode.DONE ? closed : notClosed).add(outTradeNo);
    underWay.remove(outTradeNo);
  }
}
