package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderBookTest {
  private final MovableClock clock = new MovableClock();
  private final OrderBook orders =
      new OrderBook(
          new Ledger(clock, new RandomText(new SecureRandom())), Owner.merchant("1900000001"));

  @Test
  void paysOnlyOrdersThatCanBePaid() {
    orders.create("ORDER-0001");
    orders.create("ORDER-0002");
    orders.pay("ORDER-0001");
    orders.move("ORDER-0002", OrderState.CLOSED);

    assertThat(orders.state("ORDER-0001")).contains(OrderState.PAID);
    assertThatThrownBy(() -> orders.pay("ORDER-0001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("order ORDER-0001 is PAID; it cannot become PAID");
    assertThatThrownBy(() -> orders.pay("ORDER-0002"))
        .hasMessage("order ORDER-0002 is CLOSED; it cannot become PAID");
    assertThatThrownBy(() -> orders.pay("ORDER-0003"))
        .hasMessage("order ORDER-0003 is unknown; create it first");
  }

  @ParameterizedTest
  @EnumSource
  void leadsOnlyWhereTheJavadocSays(OrderState state) {
    Set<OrderState> next = EnumSet.allOf(OrderState.class);
    next.removeIf(other -> !state.leadsTo(other));

    assertThat(next)
        .isEqualTo(
            switch (state) {
              case UNPAID ->
                  EnumSet.of(
                      OrderState.USER_PAYING,
                      OrderState.PAID,
                      OrderState.CLOSED,
                      OrderState.PAY_ERROR,
                      OrderState.REVOKED);
              case USER_PAYING ->
                  EnumSet.of(
                      OrderState.UNPAID, OrderState.PAID, OrderState.PAY_ERROR, OrderState.REVOKED);
              case PAID -> EnumSet.of(OrderState.REFUNDED);
              case PAY_ERROR -> EnumSet.of(OrderState.REVOKED);
              case CLOSED, REFUNDED, REVOKED -> EnumSet.noneOf(OrderState.class);
            });
  }

  @Test
  void remembersEveryChangeWithItsPlaceAndTime() {
    orders.create("ORDER-0001");
    orders.create("ORDER-0002");
    clock.advanceSeconds(1);
    orders.startPaying("ORDER-0001");
    orders.pay("ORDER-0001");
    orders.pay("ORDER-0002");
    clock.advanceSeconds(1);
    orders.refund("ORDER-0001");

    assertThat(orders.history("ORDER-0001"))
        .isEqualTo(
            List.of(
                new StateChange(1, clock.instant().minusSeconds(2), OrderState.UNPAID),
                new StateChange(3, clock.instant().minusSeconds(1), OrderState.USER_PAYING),
                new StateChange(4, clock.instant().minusSeconds(1), OrderState.PAID),
                new StateChange(6, clock.instant(), OrderState.REFUNDED)));
    assertThat(orders.history("ORDER-0003")).isEmpty();
  }

  @Test
  void writesNoHistoryWhereNothingChanged() {
    orders.create("ORDER-0001");

    assertThatThrownBy(() -> orders.refund("ORDER-0001"))
        .hasMessage("order ORDER-0001 is UNPAID; it cannot become REFUNDED");
    assertThat(orders.history("ORDER-0001")).hasSize(1);
  }

  @Test
  void createsAnOrderOnce() {
    orders.create("ORDER-0001");

    assertThatThrownBy(() -> orders.create("ORDER-0001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("order ORDER-0001 exists already; give another number");
  }

  @Test
  void keepsTheOrdersOfSubMerchantsApart() {
    OrderBook one = orders.ofSubMerchant("1900000011");
    OrderBook other = orders.ofSubMerchant("1900000012");
    orders.create("ORDER-0001");
    one.create("ORDER-0001");
    one.pay("ORDER-0001");

    assertThat(orders.states()).isEqualTo(Map.of("ORDER-0001", OrderState.UNPAID));
    assertThat(one.states()).isEqualTo(Map.of("ORDER-0001", OrderState.PAID));
    assertThat(other.states()).isEmpty();
    assertThat(one).hasToString("OrderBook[mchid=1900000001, subMchid=1900000011]");
  }

  @Test
  void rejectsWhatCannotBe() {
    orders.create("ORDER-0001", 3);

    assertThatThrownBy(() -> orders.create("12345"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outTradeNo \"12345\" is illegal; give 6 to 32 of 0-9 A-Z a-z _ - | *");
    assertThatThrownBy(() -> orders.create("ORDER-0002", 0))
        .hasMessage("total 0 is too small; give at least 1 fen");
    assertThatThrownBy(() -> orders.payWithCoupon("ORDER-0001", 0))
        .hasMessage("coupon 0 is out of range; give 1 to 3 fen");
    assertThatThrownBy(() -> orders.payWithCoupon("ORDER-0001", 4))
        .hasMessage("coupon 4 is out of range; give 1 to 3 fen");
    assertThatThrownBy(() -> orders.schedule("ORDER-0001", OrderState.PAID, Step.BEFORE_CLOSE, 0))
        .hasMessage("nth 0 is too small; 1 is the next");
    assertThatThrownBy(() -> orders.ofSubMerchant(""))
        .hasMessage("subMchid \"\" is illegal; give 1 to 32 digits");
  }
}
