package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.StateChange;
import io.github.wechatpayfeign.simulator.order.Step;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test creates, pays, refunds and reads orders, and only legal changes happen. */
class OrderBookTest {
  private final SteppedClock clock = new SteppedClock();
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
        .hasMessage("The order ORDER-0001 is PAID and cannot become PAID");
    assertThatThrownBy(() -> orders.pay("ORDER-0002"))
        .hasMessage("The order ORDER-0002 is CLOSED and cannot become PAID");
    assertThatThrownBy(() -> orders.pay("ORDER-0003"))
        .hasMessage("The order ORDER-0003 does not exist: create it first");
  }

  @ParameterizedTest
  @EnumSource
  void allowsOnlyTheTransitionsThatTheJavadocLists(OrderState state) {
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
  void recordsEveryChangeWithItsNumberAndTime() {
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
  void recordsNothingIfNothingChanged() {
    orders.create("ORDER-0001");

    assertThatThrownBy(() -> orders.refund("ORDER-0001"))
        .hasMessage("The order ORDER-0001 is UNPAID and cannot become REFUNDED");
    assertThat(orders.history("ORDER-0001")).hasSize(1);
  }

  @Test
  void createsAnOrderOnce() {
    orders.create("ORDER-0001");

    assertThatThrownBy(() -> orders.create("ORDER-0001"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The order ORDER-0001 already exists: use another number");
  }

  @Test
  void keepsTheOrdersOfSubMerchantsSeparate() {
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
  void rejectsIllegalValues() {
    orders.create("ORDER-0001", 3);

    assertThatThrownBy(() -> orders.create("12345"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The outTradeNo must be 6 to 32 of the characters 0-9 A-Z a-z _ - | *, but is"
                + " \"12345\"");
    assertThatThrownBy(() -> orders.create("ORDER-0002", 0))
        .hasMessage("The total must be 1 fen or more, but is 0");
    assertThatThrownBy(() -> orders.payWithCoupon("ORDER-0001", 0))
        .hasMessage("The coupon must be 1 to 3 fen, but is 0");
    assertThatThrownBy(() -> orders.payWithCoupon("ORDER-0001", 4))
        .hasMessage("The coupon must be 1 to 3 fen, but is 4");
    assertThatThrownBy(() -> orders.schedule("ORDER-0001", OrderState.PAID, Step.BEFORE_CLOSE, 0))
        .hasMessage("nth must be 1 (the next request) or more, but is 0");
    assertThatThrownBy(() -> orders.ofSubMerchant(""))
        .hasMessage("The subMchid must be 1 to 32 digits, but is \"\"");
  }
}
