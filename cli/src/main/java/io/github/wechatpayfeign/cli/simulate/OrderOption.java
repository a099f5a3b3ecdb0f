package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An order that the simulator starts with, as an option: {@code NUMBER} or {@code NUMBER=STATE}.
 */
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
   * Places the order. A refunded one is paid first, because the order book allows no other way.
   *
   * @param kept whether an earlier start may have placed it; then it stays as it is
   * @throws IllegalArgumentException if the number breaks its rule, or is given twice
   */
  void placeIn(OrderBook book, boolean kept) {
    if (kept && book.state(number).isPresent()) {
      return;
    }
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

  /** Takes the names of {@code trade_state} in the API, which users know, not those of the enum. */
  private static OrderState state(String tradeState) {
    return Arrays.stream(OrderState.values())
        .filter(state -> state.tradeState().equalsIgnoreCase(tradeState))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    Words.of(
                        "unknown state \"{0}\": expected one of {1}",
                        tradeState,
                        Arrays.stream(OrderState.values())
                            .map(OrderState::tradeState)
                            .collect(Collectors.joining(", ")))));
  }
}
