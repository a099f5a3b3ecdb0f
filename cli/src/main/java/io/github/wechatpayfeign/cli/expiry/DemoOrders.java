package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The orders of the demo and what their buyers do: of 100 orders 5 are paid before their time is
 * over, 5 in the very moment in which they are closed, and 2 never reached WeChat Pay, because the
 * buyer left before the payment page.
 */
final class DemoOrders {

  private final List<String> numbers;

  DemoOrders(int count) {
    this.numbers = IntStream.rangeClosed(1, count).mapToObj("DEMO-%06d"::formatted).toList();
  }

  List<String> numbers() {
    return numbers;
  }

  /** Places them at WeChat Pay. */
  void placeIn(OrderBook book) {
    for (int i = 0; i < numbers.size(); i++) {
      String number = numbers.get(i);
      if (i % 50 == 11) {
        continue;
      }
      book.create(number);
      if (i % 20 == 3) {
        book.pay(number);
      } else if (i % 20 == 7) {
        book.schedule(number, OrderState.PAID, Step.BEFORE_CLOSE, 1);
      }
    }
  }
}
