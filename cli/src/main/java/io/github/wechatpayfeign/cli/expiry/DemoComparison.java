package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the shop's workers did with what WeChat Pay knows. It believes neither the module
 * nor its workers: it reads the journal of their transactions, the stock and the order book.
 *
 * @param settled orders that were settled at least once
 * @param closed those of them that were closed
 * @param paid those of them that were paid
 * @param notFound those of them that WeChat Pay does not know
 * @param twice rows of the journal beyond the first of an order
 * @param lost orders that were never settled
 * @param disagreements orders whose settlement differs from the order book, orders that nobody
 *     placed, and a stock that differs from the journal
 */
record DemoComparison(
    long settled,
    long closed,
    long paid,
    long notFound,
    long twice,
    long lost,
    long disagreements) {

  private static final String NONE = "NONE";

  /** A row of the journal. */
  record Entry(String outTradeNo, String kind) {

    /** Returns the state that an order with this decision has, or null if it does not exist. */
    private @Nullable OrderState state() {
      return switch (kind) {
        case "CLOSED", "ALREADY_CLOSED" -> OrderState.CLOSED;
        case "PAID" -> OrderState.PAID;
        case "NOT_FOUND" -> null;
        default -> throw new IllegalStateException("The journal has the decision " + kind);
      };
    }

    private String stateName() {
      OrderState state = state();
      return state == null ? NONE : state.name();
    }
  }

  /**
   * Compares.
   *
   * @param placed the numbers of all orders
   * @param journal all rows of the journal
   * @param sold how many orders are missing in the stock
   * @param book the state of each order at WeChat Pay
   */
  static DemoComparison of(
      List<String> placed, List<Entry> journal, long sold, Map<String, OrderState> book) {
    Set<String> lost = new HashSet<>(placed);
    Set<String> settled = new HashSet<>();
    Map<String, Long> kinds = new HashMap<>();
    long disagreements = 0;
    long released = 0;
    for (Entry entry : journal) {
      boolean isPlaced = lost.remove(entry.outTradeNo()) || settled.contains(entry.outTradeNo());
      if (!isPlaced || entry.state() != book.get(entry.outTradeNo())) {
        disagreements++;
      }
      if (settled.add(entry.outTradeNo())) {
        kinds.merge(entry.stateName(), 1L, Long::sum);
      }
      if (entry.state() != OrderState.PAID) {
        released++;
      }
    }
    if (sold != placed.size() - released) {
      disagreements++;
    }
    return new DemoComparison(
        settled.size(),
        kinds.getOrDefault(OrderState.CLOSED.name(), 0L),
        kinds.getOrDefault(OrderState.PAID.name(), 0L),
        kinds.getOrDefault(NONE, 0L),
        journal.size() - settled.size(),
        lost.size(),
        disagreements);
  }
}
