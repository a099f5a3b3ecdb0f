package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseDecision.Paid;
import io.github.wechatpayfeign.api.CloseDecision.Unsettled;
import io.github.wechatpayfeign.api.CloseFailure;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.DecisiveClose;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.errors.TransportException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The decision of a decisive close is compared with the order book. */
class CloseDecisivelyTest {

  private static final String ORDER = "ORDER|1";
  private static final ClosePolicy QUICK =
      ClosePolicy.standard().withPauses(Duration.ofMillis(1), Duration.ofMillis(1));

  /** Shared, because its RSA keys take longer to make than most tests take. */
  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();

  private final WechatPaySimulator simulator = SIMULATOR;
  private final WechatPay wechatPay = SimulatedGateway.clientOf(simulator);

  @AfterEach
  void stop() {
    wechatPay.close();
    simulator.reset();
  }

  @AfterAll
  static void stopTheSimulator() {
    SIMULATOR.close();
  }

  @Test
  void closesAnOpenOrderWithThreeRequests() {
    simulator.createOrder(ORDER);

    assertThat(wechatPay.closeDecisively(ORDER).kind()).isEqualTo(Kind.CLOSED);
    assertThat(simulator.state(ORDER)).contains(OrderState.CLOSED);
    assertThat(simulator.requestCount()).isEqualTo(3);

    assertThat(wechatPay.closeDecisively(ORDER).kind()).isEqualTo(Kind.ALREADY_CLOSED);
    assertThat(simulator.requestCount()).isEqualTo(4);
  }

  @ParameterizedTest(name = "{0}: {1} after {2}")
  @CsvSource({
    "UNPAID, CLOSED, POST GET",
    "PAID, PAID, POST GET",
    "REFUNDED, REFUNDED, POST GET",
    "CLOSED, CLOSED, POST GET",
    "REVOKED, ALREADY_CLOSED, POST GET"
  })
  void closesFirstIfThePolicySaysSo(OrderState before, Kind kind, String requests) {
    simulator.createOrder(ORDER);
    if (before == OrderState.REFUNDED) {
      simulator.pay(ORDER);
    }
    if (before != OrderState.UNPAID) {
      simulator.book().move(ORDER, before);
    }

    assertThat(wechatPay.closeDecisively(ORDER, QUICK.closeFirst()).kind()).isEqualTo(kind);
    assertThat(simulator.requests().stream().map(ReceivedRequest::method))
        .containsExactly(requests.split(" "));
  }

  @Test
  void closesAnUnknownOrderFirstAndLooksTwice() {
    assertThat(wechatPay.closeDecisively(ORDER, QUICK.closeFirst()).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(simulator.requests())
        .extracting(ReceivedRequest::method)
        .containsExactly("POST", "GET", "GET");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "BEFORE_CLOSE, 1, PAID",
    "AFTER_CLOSE, 1, CLOSED",
    "BEFORE_QUERY, 1, CLOSED",
    "AFTER_QUERY, 1, CLOSED"
  })
  void findsAPaymentAtEveryMomentOfACloseThatComesFirst(Step step, int nth, OrderState state) {
    simulator.createOrder(ORDER);
    simulator.book().schedule(ORDER, OrderState.PAID, step, nth);

    CloseDecision decision = wechatPay.closeDecisively(ORDER, QUICK.closeFirst());

    assertThat(decision.kind().name()).isEqualTo(state.name());
    assertThat(simulator.state(ORDER)).contains(state);
  }

  @ParameterizedTest(name = "{0} {1}: {2}, book {3}")
  @CsvSource({
    "BEFORE_QUERY, 1, PAID, PAID",
    "AFTER_QUERY, 1, PAID, PAID",
    "BEFORE_CLOSE, 1, PAID, PAID",
    "AFTER_CLOSE, 1, CLOSED, CLOSED",
    "BEFORE_QUERY, 2, CLOSED, CLOSED",
    "AFTER_QUERY, 2, CLOSED, CLOSED"
  })
  void findsAPaymentAtEveryMoment(Step step, int nth, Kind kind, OrderState state) {
    simulator.createOrder(ORDER);
    simulator.book().schedule(ORDER, OrderState.PAID, step, nth);

    CloseDecision decision = wechatPay.closeDecisively(ORDER, QUICK);

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(simulator.state(ORDER)).contains(state);
    if (decision instanceof Paid paid) {
      assertThat(paid.transaction().transactionId()).isNotNull();
    }
  }

  @Test
  void reportsNotFoundForUnknownOrderDespite204() {
    assertThat(wechatPay.closeDecisively(ORDER, QUICK).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(simulator.requests())
        .extracting(ReceivedRequest::method)
        .containsExactly("GET", "POST", "GET");
  }

  @Test
  void waitsForAUserWhoIsPaying() {
    simulator.createOrder(ORDER);
    simulator.book().startPaying(ORDER);
    simulator.book().schedule(ORDER, OrderState.PAID, Step.AFTER_QUERY, 2);

    assertThat(wechatPay.closeDecisively(ORDER, QUICK).kind()).isEqualTo(Kind.PAID);
    assertThat(simulator.requests()).extracting(ReceivedRequest::method).containsOnly("GET");
  }

  @Test
  void doesNotWaitForAUserBeyondTheDeadline() {
    simulator.createOrder(ORDER);
    simulator.book().startPaying(ORDER);

    CloseDecision decision =
        wechatPay.closeDecisively(
            ORDER, ClosePolicy.standard().withDeadline(Duration.ofSeconds(5)));

    assertThat(decision).isInstanceOf(Unsettled.class);
    assertThat(((Unsettled) decision).askAgainAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void decidesAfterACloseWithAFalsifiedAnswer(Falsification falsification) {
    simulator.createOrder(ORDER);
    simulator.failWhen(request -> onlyClose(request, Fault.falsify(falsification)));

    assertThat(wechatPay.closeDecisively(ORDER, QUICK).kind()).isEqualTo(Kind.CLOSED);
  }

  @ParameterizedTest
  @EnumSource
  void decidesAfterACloseWithALostAnswer(Moment moment) {
    simulator.createOrder(ORDER);
    simulator.failWhen(request -> onlyClose(request, Fault.drop(moment)));

    CloseDecision decision = wechatPay.closeDecisively(ORDER, QUICK);

    if (moment == Moment.AFTER_APPLYING) {
      assertThat(decision.kind()).isEqualTo(Kind.CLOSED);
    } else {
      assertThat(decision).isInstanceOf(Unsettled.class);
      assertThat(failure(decision).cause()).isInstanceOf(TransportException.class);
      assertThat(((Unsettled) decision).closeSent()).isTrue();
    }
  }

  @Test
  void doesNotTrustAnUnsigned204() {
    simulator.createOrder(ORDER);
    simulator.failWhen(request -> onlyClose(request, Fault.answer(204, new byte[0])));

    CloseDecision decision = wechatPay.closeDecisively(ORDER, QUICK);

    assertThat(decision).isInstanceOf(Unsettled.class);
    assertThat(failure(decision).cause()).isInstanceOf(ResponseNotVerifiedException.class);
    assertThat(simulator.state(ORDER)).contains(OrderState.UNPAID);
  }

  @Test
  void throwsAMistakeOfTheMerchantIfNothingChanged() {
    simulator.createOrder(ORDER);
    simulator.failNext(Fault.error(401, "SIGN_ERROR"));

    assertThatExceptionOfType(SignErrorException.class)
        .isThrownBy(() -> wechatPay.closeDecisively(ORDER));
    assertThat(simulator.requestCount()).isEqualTo(1);
  }

  @Test
  void endsAtOnceOnAThreadThatIsInterrupted() {
    simulator.createOrder(ORDER);
    Thread.currentThread().interrupt();

    CloseDecision decision = wechatPay.closeDecisively(ORDER);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(simulator.requestCount()).isZero();
  }

  @Test
  void sendsNothingForAnIllegalOrderNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wechatPay.closeDecisively("a/../b"))
        .withMessageContaining("nothing was sent");
    assertThat(simulator.requestCount()).isZero();
  }

  @Test
  void closesTheOrderOfASubMerchant() {
    simulator.book().ofSubMerchant("1900007001").create(ORDER);
    simulator.createOrder(ORDER);

    CloseDecision decision =
        DecisiveClose.of(
                wechatPay.create(PartnerTransactionsApi.class), simulator.mchid(), "1900007001")
            .close(ORDER);

    assertThat(decision.kind()).isEqualTo(Kind.CLOSED);
    assertThat(simulator.book().ofSubMerchant("1900007001").state(ORDER))
        .contains(OrderState.CLOSED);
    assertThat(simulator.state(ORDER)).contains(OrderState.UNPAID);
  }

  private static CloseFailure failure(CloseDecision decision) {
    return Objects.requireNonNull(((Unsettled) decision).failure());
  }

  private static Optional<Fault> onlyClose(ReceivedRequest request, Fault fault) {
    return request.method().equals("POST") ? Optional.of(fault) : Optional.empty();
  }
}
