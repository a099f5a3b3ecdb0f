package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.OrderState;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An order of the simulator as an option: {@code NUMBER} or {@code NUMBER=STATE}. */
record OrderOption(String number, OrderState state) {

  /** Converts {@code NUMBER[=STATE]}. */
  static final class Converter implements ITypeConverter<OrderOption> {

    @Override
    public OrderOption convert(String text) {
      int end = text.indexOf('=');
      return end < 0
          ? new OrderOption(text, OrderState.UNPAID)
          : new OrderOption(text.substring(0, end), state(text.substring(end + 1)));
    }
  }

  /**
   * Places the order.
   *
   * @throws IllegalArgumentException if the number is none, or is used
   */
  void placeIn(OrderBook book) {
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
        .filter(state -> state.tradeState().equalsIgnoreCase(tradeState))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no state \""
                        + tradeState
                        + "\", but "
                        + Arrays.stream(OrderState.values())
                            .map(OrderState::tradeState)
                            .collect(Collectors.joining(", "))));
  }
}
