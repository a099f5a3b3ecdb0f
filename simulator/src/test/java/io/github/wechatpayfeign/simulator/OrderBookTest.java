package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OrderBookTest {
  private final OrderBook orders = new OrderBook();

  @Test
  void paysOnlyUnpaidOrders() {
    orders.create("ORDER-0001");
    orders.create("ORDER-0002");
    orders.pay("ORDER-0001");
    orders.close("ORDER-0002");

    assertThat(orders.state("ORDER-0001")).isEqualTo(OrderState.PAID);
    assertThatThrownBy(() -> orders.pay("ORDER-0001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("order ORDER-0001 is PAID; only an UNPAID order can be paid");
    assertThatThrownBy(() -> orders.pay("ORDER-0002"))
        .hasMessage("order ORDER-0002 is CLOSED; only an UNPAID order can be paid");
    assertThatThrownBy(() -> orders.pay("ORDER-0003"))
        .hasMessage("order ORDER-0003 is unknown; only an UNPAID order can be paid");
  }

  @Test
  void createsAnOrderOnce() {
    orders.create("ORDER-0001");

    assertThatThrownBy(() -> orders.create("ORDER-0001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("order ORDER-0001 exists already; give another number");
  }

  @Test
  void rejectsIllegalNumber() {
    assertThatThrownBy(() -> orders.create("12345"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outTradeNo \"12345\" is illegal; give 6 to 32 of 0-9 A-Z a-z _ - | *");
  }

  @Test
  void closesPaidAndUnknownOrdersNot() {
    orders.create("ORDER-0001");
    orders.pay("ORDER-0001");

    assertThat(orders.close("ORDER-0001")).isEqualTo(OrderState.PAID);
    assertThat(orders.close("ORDER-0002")).isNull();
    assertThat(orders.snapshot()).containsOnlyKeys("ORDER-0001");
  }
}
