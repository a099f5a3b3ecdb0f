package io.github.wechatpayfeign.cli.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.cli.expiry.DemoComparison.Entry;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo notices each way in which a fleet can go wrong. */
class DemoComparisonTest {

  private static final List<String> PLACED =
      List.of("ORDER-1", "ORDER-2", "ORDER-PAID", "ORDER-NONE");

  private static final Map<String, OrderState> BOOK =
      Map.of(
          "ORDER-1", OrderState.CLOSED,
          "ORDER-2", OrderState.CLOSED,
          "ORDER-PAID", OrderState.PAID);

  private final List<Entry> journal =
      new ArrayList<>(
          List.of(
              new Entry("ORDER-1", "CLOSED"),
              new Entry("ORDER-2", "ALREADY_CLOSED"),
              new Entry("ORDER-PAID", "PAID"),
              new Entry("ORDER-NONE", "NOT_FOUND")));

  private DemoComparison compared(long sold) {
    return DemoComparison.of(PLACED, journal, sold, BOOK);
  }

  @Test
  void findsNothingWrongIfEachOrderWasSettledOnce() {
    assertThat(compared(1)).isEqualTo(new DemoComparison(4, 2, 1, 1, 0, 0, 0));
  }

  @Test
  void findsAnOrderThatWasSettledTwice() {
    journal.add(new Entry("ORDER-1", "CLOSED"));

    assertThat(compared(0)).isEqualTo(new DemoComparison(4, 2, 1, 1, 1, 0, 0));
  }

  @Test
  void findsAnOrderThatWasNeverSettled() {
    journal.remove(0);

    assertThat(compared(2)).isEqualTo(new DemoComparison(3, 1, 1, 1, 0, 1, 0));
  }

  @Test
  void findsAnOrderThatDiffersFromTheOrderBook() {
    journal.set(2, new Entry("ORDER-PAID", "CLOSED"));

    assertThat(compared(0)).isEqualTo(new DemoComparison(4, 3, 0, 1, 0, 0, 1));
  }

  @Test
  void findsAnOrderThatNobodyPlaced() {
    journal.add(new Entry("ORDER-3", "NOT_FOUND"));

    assertThat(compared(0).disagreements()).isEqualTo(1);
  }

  @Test
  void findsAStockThatDiffersFromTheJournal() {
    assertThat(compared(0)).isEqualTo(new DemoComparison(4, 2, 1, 1, 0, 0, 1));
  }

  @Test
  void endsWithExitCode1IfAnyOfThemIsNotZero() {
    assertThat(reported(new DemoComparison(4, 2, 1, 1, 0, 0, 0)).isRight()).isTrue();
    assertThat(reported(new DemoComparison(4, 2, 1, 1, 1, 0, 0)).isRight()).isFalse();
    assertThat(reported(new DemoComparison(3, 1, 1, 1, 0, 1, 0)).isRight()).isFalse();
    assertThat(reported(new DemoComparison(4, 2, 1, 1, 0, 0, 1)).isRight()).isFalse();
  }

  private static DemoReport reported(DemoComparison compared) {
    return new DemoReport(
        4,
        compared.settled(),
        compared.closed(),
        compared.paid(),
        compared.notFound(),
        compared.twice(),
        compared.lost(),
        compared.disagreements(),
        3,
        1,
        0,
        0,
        9,
        1.5);
  }
}
