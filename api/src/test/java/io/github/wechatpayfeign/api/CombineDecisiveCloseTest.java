package io.github.wechatpayfeign.api;

import static io.github.wechatpayfeign.api.Script.error;
import static io.github.wechatpayfeign.api.Script.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feign.TypedResponse;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.internal.WaitingClock;
import io.github.wechatpayfeign.errors.ParamErrorException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The states of all sub-orders decide about a combined order. */
class CombineDecisiveCloseTest {

  private static final CombineCloseRequest REQUEST =
      new CombineCloseRequest(
          "wx1",
          List.of(
              new CombineCloseRequest.SubOrder("1900000109", "ORDER-1"),
              new CombineCloseRequest.SubOrder("1900000222", "ORDER-2")));

  private final Combined combined = new Combined();

  @ParameterizedTest(name = "{0}: {1} after {2}")
  @CsvSource({
    "CLOSED/CLOSED, ALREADY_CLOSED, Q",
    "CLOSED/REVOKED, ALREADY_CLOSED, Q",
    "SUCCESS/SUCCESS, PAID, Q",
    "SUCCESS/REFUND, PAID, Q",
    "REFUND/SUCCESS, PAID, Q",
    "REFUND/REFUND, REFUNDED, Q",
    "NOTPAY/NOTPAY CLOSED/CLOSED, CLOSED, Q C Q",
    "NOTPAY/PAYERROR CLOSED/CLOSED, CLOSED, Q C Q",
    "NOTPAY/NOTPAY SUCCESS/SUCCESS, PAID, Q C Q",
    // Half closed: the close names all sub-orders again, and closes the rest.
    "NOTPAY/CLOSED CLOSED/CLOSED, CLOSED, Q C Q",
    "CLOSED/NOTPAY NOTPAY/CLOSED CLOSED/CLOSED, CLOSED, Q C Q 1 C Q",
    // Paid in part: a combined order is paid as a whole, so the rest is on its way.
    "SUCCESS/NOTPAY SUCCESS/SUCCESS, PAID, Q 5 Q",
    "NOTPAY/SUCCESS NOTPAY/SUCCESS SUCCESS/SUCCESS, PAID, Q 5 Q 5 Q",
    "NOTPAY/NOTPAY SUCCESS/NOTPAY SUCCESS/SUCCESS, PAID, Q C Q 5 Q",
    "USERPAYING/NOTPAY NOTPAY/NOTPAY CLOSED/CLOSED, CLOSED, Q 5 Q C Q",
    "NOTPAY/A_NEW_STATE SUCCESS/SUCCESS, PAID, Q 5 Q",
    "CLOSED/SUCCESS CLOSED/CLOSED, CLOSED, Q 5 Q",
    "REFUND/NOTPAY REFUND/SUCCESS, PAID, Q 5 Q",
    // An answer about other sub-orders decides nothing.
    "CLOSED CLOSED/CLOSED, ALREADY_CLOSED, Q 1 Q",
    "CLOSED/CLOSED/CLOSED NOTPAY/NOTPAY CLOSED/CLOSED, CLOSED, Q 1 Q C Q",
    "NONE NOTPAY/NOTPAY CLOSED/CLOSED, CLOSED, Q 1 Q C Q",
    "404 404, NOT_FOUND, Q C 1 Q",
    "404 NOTPAY/NOTPAY CLOSED/CLOSED, CLOSED, Q C 1 Q C Q",
    "LOST NOTPAY/NOTPAY CLOSED/CLOSED, CLOSED, Q 1 Q C Q"
  })
  void decidesForAllSubOrdersTogether(String looks, Kind kind, String steps) {
    combined.show(looks);

    CombineCloseDecision decision = combined.decide(ClosePolicy.standard());

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(decision.combineOutTradeNo()).isEqualTo("P-1");
    assertThat(decision.transaction() == null).isEqualTo(kind == Kind.NOT_FOUND);
    assertThat(String.join(" ", combined.log)).isEqualTo(steps);
  }

  @ParameterizedTest(name = "{0}: {1} after {2}")
  @CsvSource({
    "CLOSED/CLOSED, CLOSED, C Q",
    "SUCCESS/SUCCESS, PAID, C Q",
    "SUCCESS/NOTPAY SUCCESS/SUCCESS, PAID, C Q 5 Q",
    "NOTPAY/CLOSED CLOSED/CLOSED, CLOSED, C Q 1 C Q",
    "CLOSED CLOSED/CLOSED, CLOSED, C Q 1 Q",
    "404 404, NOT_FOUND, C Q 1 Q"
  })
  void closesBeforeTheFirstLookIfThePolicySaysSo(String looks, Kind kind, String steps) {
    combined.show(looks);

    CombineCloseDecision decision = combined.decide(ClosePolicy.standard().closeFirst());

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(String.join(" ", combined.log)).isEqualTo(steps);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUCCESS/NOTPAY",
        "SUCCESS/CLOSED",
        "REFUND/CLOSED",
        "REFUND/NOTPAY",
        "SUCCESS/USERPAYING",
        "CLOSED/USERPAYING",
        "CLOSED/A_NEW_STATE",
        "CLOSED",
        "CLOSED/CLOSED/CLOSED",
        "NONE"
      })
  void closesNothingAndStaysUnsettledWhileTheSubOrdersDisagree(String look) {
    for (int i = 0; i < 20; i++) {
      combined.show(look);
    }

    CombineCloseDecision decision = combined.decide(ClosePolicy.standard());

    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(decision.closeSent()).isFalse();
    assertThat(decision.askAgainAfter()).isPositive();
    assertThat(combined.log).doesNotContain("C");
  }

  @Test
  void namesTheSubOrdersOfTheAnswer() {
    combined.show("CLOSED");

    CombineCloseDecision decision =
        combined.decide(ClosePolicy.standard().withDeadline(Duration.ofMillis(500)));

    assertThat(Objects.requireNonNull(decision.failure()).message())
        .contains(
            "the close names the sub-orders [ORDER-1, ORDER-2] of P-1, but the answer is about"
                + " [ORDER-1]");
  }

  @Test
  void isUnsettledIfACloseMayHaveTakenEffect() {
    combined.show("NOTPAY/NOTPAY NOTPAY/NOTPAY");
    combined.refusal = lost();

    CombineCloseDecision decision = combined.decide(ClosePolicy.standard().withAttempts(1));

    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(decision.closeSent()).isTrue();
    assertThat(Objects.requireNonNull(decision.transaction()).subOrders()).hasSize(2);
  }

  @Test
  void throwsTheRefusalIfTheSubOrdersDifferFromThePlacedOnes() {
    combined.show("NOTPAY/NOTPAY NOTPAY/NOTPAY");
    combined.refusal = error(400, "PARAM_ERROR");

    assertThatThrownBy(() -> combined.decide(ClosePolicy.standard()))
        .isInstanceOf(ParamErrorException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "P/1", "012345678901234567890123456789012"})
  void sendsNothingForAnIllegalNumber(String number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CombineDecisiveClose.of(combined).close(number, REQUEST))
        .withMessageContaining("combine_out_trade_no must be 2 to 32");
    assertThat(combined.log).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void knowsWhatEachStateOfOneOrderMeansForTwo(TradeState state) {
    Transaction order = Script.transaction(state.name());

    assertThat(Standing.ofAll(List.of(order, order))).isEqualTo(Standing.of(order));
    assertThat(Standing.ofAll(List.of())).isEqualTo(Standing.MOVING);
  }

  /** A combined order with scripted answers, on a clock that only pauses move. */
  private static final class Combined implements CombineTransactionsApi, WaitingClock {

    private final Deque<String> looks = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private @Nullable RuntimeException refusal;
    private long now;

    void show(String scripted) {
      looks.addAll(List.of(scripted.split(" ")));
    }

    CombineCloseDecision decide(ClosePolicy policy) {
      return new CombineDecisiveClose(this, policy, this).close("P-1", REQUEST);
    }

    @Override
    public CombineTransaction query(String combineOutTradeNo) {
      log.add("Q");
      String look = looks.remove();
      if (look.equals("404")) {
        throw error(404, "ORDER_NOT_EXIST");
      }
      if (look.equals("LOST")) {
        throw lost();
      }
      List<Transaction> subOrders = new ArrayList<>();
      Stream.of(look.split("/"))
          .filter(state -> !state.equals("NONE"))
          .forEach(state -> subOrders.add(subOrder(subOrders.size() + 1, state)));
      return new CombineTransaction("wx1", "1900000109", "P-1", null, subOrders, null);
    }

    private static Transaction subOrder(int number, String state) {
      return new Transaction(
          null,
          null,
          null,
          null,
          null,
          null,
          "ORDER-" + number,
          null,
          null,
          state,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of());
    }

    @Override
    public void close(String combineOutTradeNo, CombineCloseRequest request) {
      log.add("C");
      if (refusal != null) {
        throw refusal;
      }
    }

    @Override
    public TypedResponse<Void> closeWithResponse(
        String combineOutTradeNo, CombineCloseRequest request) {
      throw new AssertionError("not used");
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void pause(Duration pause) {
      log.add(Long.toString(pause.toSeconds()));
      now += pause.toNanos();
    }
  }
}
