package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.ledger.Ledger;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundId;
import io.github.wechatpayfeign.simulator.internal.ledger.RefundTerms;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test decides how refunds end, and only legal changes happen. */
class RefundBookTest {
  private static final Owner OWNER = Owner.merchant("1900000001");
  private static final OrderId ORDER = new OrderId(OWNER, "ORDER-0001");

  private final SteppedClock clock = new SteppedClock();
  private final Ledger ledger = new Ledger(clock, new RandomText(new SecureRandom()));
  private final OrderBook orders = new OrderBook(ledger, OWNER);
  private final RefundBook refunds = orders.refunds();

  @BeforeEach
  void createPaidOrder() {
    orders.create("ORDER-0001");
    orders.pay("ORDER-0001");
    refunds.settleNew(RefundState.PROCESSING, 0);
  }

  @Test
  void recordsEveryChangeWithItsNumberAndTime() throws Refusal {
    clock.advanceSeconds(1);
    apply("REFUND-1");
    clock.advanceSeconds(1);
    refunds.move("REFUND-1", RefundState.ABNORMAL);
    refunds.move("REFUND-1", RefundState.SUCCESS);

    assertThat(refunds.history("REFUND-1"))
        .containsExactly(
            new RefundChange(4, clock.instant().minusSeconds(1), RefundState.PROCESSING),
            new RefundChange(5, clock.instant(), RefundState.ABNORMAL),
            new RefundChange(6, clock.instant(), RefundState.SUCCESS));
    assertThat(refunds.history("REFUND-2")).isEmpty();
  }

  @Test
  void rejectsChangesThatCannotFollow() throws Refusal {
    apply("REFUND-1");
    refunds.move("REFUND-1", RefundState.CLOSED);

    assertThatThrownBy(() -> refunds.move("REFUND-1", RefundState.SUCCESS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The refund REFUND-1 is CLOSED and cannot become SUCCESS");
    assertThatThrownBy(() -> refunds.move("REFUND-2", RefundState.SUCCESS))
        .hasMessage("The refund REFUND-2 is missing and cannot become SUCCESS");
  }

  @Test
  void dropsAScheduledChangeThatCannotFollow() throws Refusal {
    apply("REFUND-1");
    refunds.move("REFUND-1", RefundState.SUCCESS);
    refunds.schedule("REFUND-1", RefundState.CLOSED, 0);

    assertThat(refunds.state("REFUND-1")).contains(RefundState.SUCCESS);
  }

  @Test
  void rejectsIllegalValues() {
    assertThatThrownBy(() -> refunds.settleNew(RefundState.SUCCESS, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queries must be 0 (at once) or more, but is -1");
    assertThatThrownBy(() -> refunds.schedule("REFUND/1", RefundState.SUCCESS, 0))
        .hasMessage(
            "The outRefundNo must be 1 to 64 of the characters 0-9 A-Z a-z _ - | * @, but is"
                + " \"REFUND/1\"");
    assertThat(refunds).hasToString("RefundBook[mchid=1900000001, subMchid=]");
  }

  private void apply(String number) throws Refusal {
    RefundTerms terms = new RefundTerms(1, 100, List.of(), Optional.empty(), Optional.empty());
    ledger.refunds().apply(new RefundId(OWNER, number), ledger.bill(ORDER), ORDER, terms);
  }
}
