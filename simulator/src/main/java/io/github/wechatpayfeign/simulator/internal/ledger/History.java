package io.github.wechatpayfeign.simulator.internal.ledger;

import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The changes of an order, as numbers: objects for each would need three times the memory. */
final class History extends AbstractList<StateChange> implements RandomAccess {
  private static final int NUMBERS = 3;
  private static final List<OrderState> STATES = List.of(OrderState.values());

  private final long[] numbers;

  private History(long[] numbers) {
    this.numbers = numbers;
  }

  static History of(StateChange first) {
    return new History(new long[0]).and(first);
  }

  History and(StateChange change) {
    int end = numbers.length;
    long[] longer = Arrays.copyOf(numbers, end + NUMBERS);
    longer[end] = change.sequence();
    longer[end + 1] = change.at().getEpochSecond();
    longer[end + 2] = nanos(change.at()) * STATES.size() + STATES.indexOf(change.state());
    return new History(longer);
  }

  /** Returns the part of a second; the seconds are stored beside it. */
  private static long nanos(Instant at) {
    return at.getLong(ChronoField.NANO_OF_SECOND);
  }

  @Override
  public StateChange get(int index) {
    int start = index * NUMBERS;
    long nanoAndState = numbers[start + 2];
    Instant at = Instant.ofEpochSecond(numbers[start + 1], nanoAndState / STATES.size());
    return new StateChange(numbers[start], at, STATES.get((int) (nanoAndState % STATES.size())));
  }

  @Override
  public int size() {
    return numbers.length / NUMBERS;
  }
}
