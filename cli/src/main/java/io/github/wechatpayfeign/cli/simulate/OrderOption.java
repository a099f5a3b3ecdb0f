package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.OrderState;
import java.util.Arrays;
import java.util.stream.Collectors;

/** An order of the simulator as an option: {@code NUMBER} or {@code NUMBER=STATE}. */
final class OrderOption {

  private OrderOption() {}

  /**
   * Places the order.
   *
   * @throws IllegalArgumentException if the number or the state is none, or the number is used
   */
  static void place(String option, OrderBook book) {
    int end = option.indexOf('=');
    String number = end < 0 ? option : option.substring(0, end);
    OrderState state = end < 0 ? OrderState.UNPAID : state(option.substring(end + 1));
    try {
      book.create(number);
    } catch (IllegalStateException givenTwice) {
      throw new IllegalArgumentException(givenTwice.getMessage(), givenTwice);
    }
    if (state == OrderState.REFUNDED) {
      book.pay(number);
    }
    if (state != OrderState.UNPAID) {
      book.move(number, state);
    }
  }

  private static OrderState state(String tradeState) {
    return Arrays.stream(OrderState.values())
        .filter(state -> state.tradeState().equals(tradeState))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--order: there is no state \""
                        + OneLine.of(tradeState)
                        + "\", but "
                        + Arrays.stream(OrderState.values())
                            .map(OrderState::tradeState)
                            .collect(Collectors.joining(", "))));
  }
}
