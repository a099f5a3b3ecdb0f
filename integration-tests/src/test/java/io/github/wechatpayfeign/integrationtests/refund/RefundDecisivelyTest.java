package io.github.wechatpayfeign.integrationtests.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundDecision.Kind;
import io.github.wechatpayfeign.api.refund.RefundDecision.Refused;
import io.github.wechatpayfeign.api.refund.RefundNumberUsedException;
import io.github.wechatpayfeign.api.refund.RefundPolicy;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.errors.ResourceNotExistsException;
import io.github.wechatpayfeign.errors.SignErrorException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.simulator.RefundBook;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The decision of a decisive refund is compared with the simulator's refunds. */
class RefundDecisivelyTest {

  private static final String ORDER = "ORDER-20261123-1";
  private static final String SUB_MCHID = "1900000222";

  /** With every character that a number may have and a URL has to escape. */
  private static final String NUMBER = "R_1-a|2*b@3";

  private static final RefundRequest REQUEST =
      RefundRequest.ofOrder(ORDER).outRefundNo(NUMBER).refund(100).total(1000).build();

  /** Shared, because its RSA keys take longer to make than most tests take. */
  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();

  private final WechatPaySimulator simulator = SIMULATOR;
  private final RefundBook book = simulator.book().refunds();
  private final WechatPay wechatPay = SimulatedGateway.clientOf(simulator);
  private final Refunds refunds =
      Refunds.of(wechatPay).withPolicy(RefundPolicy.standard().withPause(Duration.ofMillis(1)));

  @BeforeEach
  void payAnOrder() {
    simulator.book().create(ORDER, 1000);
    simulator.pay(ORDER);
  }

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
  void refundsWithOneRequestAndOnlyOnce() {
    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
    assertThat(simulator.requestCount()).isEqualTo(1);

    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
    assertThat(book.refunded(ORDER)).isEqualTo(100);
    assertThat(book.numbersOf(ORDER)).containsExactly(NUMBER);
  }

  @Test
  void givesBackWhatADecisiveCloseFoundPaid() {
    CloseDecision.Paid paid = (CloseDecision.Paid) wechatPay.closeDecisively(ORDER);

    RefundDecision decision =
        refunds.refundDecisively(
            RefundRequest.fullRefundOf(paid.transaction()).outRefundNo(NUMBER).build());

    assertThat(decision.kind()).isEqualTo(Kind.REFUNDED);
    assertThat(book.refunded(ORDER)).isEqualTo(1000);
  }

  @Test
  void refundsByTheTransactionId() {
    String transactionId = Objects.requireNonNull(wechatPay.queryOrder(ORDER).transactionId());

    RefundDecision decision =
        refunds.refundDecisively(
            RefundRequest.ofTransaction(transactionId)
                .outRefundNo(NUMBER)
                .refund(1000)
                .total(1000)
                .build());

    assertThat(decision.kind()).isEqualTo(Kind.REFUNDED);
    assertThat(book.refunded(ORDER)).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, REFUNDED", "ABNORMAL, ABNORMAL", "CLOSED, CLOSED"})
  void isProcessingUntilALaterQuerySaysMore(RefundState end, Kind kind) {
    book.schedule(NUMBER, end, 2);

    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.PROCESSING);
    assertThat(refunds.query(NUMBER).status()).isEqualTo(RefundStatus.PROCESSING);
    assertThat(refunds.query(NUMBER).status().name()).isEqualTo(end.name());
    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void believesNoFalseSignature(Falsification how) {
    simulator.failNext(Fault.falsify(how));

    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
    assertThat(simulator.requests())
        .extracting(ReceivedRequest::method)
        .containsExactly("POST", "GET");
  }

  @ParameterizedTest
  @EnumSource
  void findsOutAfterALostAnswer(Moment moment) {
    simulator.failNext(Fault.drop(moment));

    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
    assertThat(book.numbersOf(ORDER)).containsExactly(NUMBER);
    assertThat(simulator.requests())
        .extracting(ReceivedRequest::method)
        .containsExactly(
            moment == Moment.BEFORE_APPLYING
                ? new String[] {"POST", "GET", "POST"}
                : new String[] {"POST", "GET"});
  }

  @Test
  void sendsTheIdenticalBodyAgain() {
    simulator.failNext(Fault.drop(Moment.BEFORE_APPLYING));

    refunds.refundDecisively(REQUEST);

    assertThat(simulator.requests().get(2).body()).isEqualTo(simulator.requests().get(0).body());
  }

  @Test
  void doesNotBelieveARefusalIfTheRefundExists() {
    simulator.failNext(Fault.error(403, "NOT_ENOUGH").at(Moment.AFTER_APPLYING));

    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
  }

  @Test
  void isRefusedIfTheMerchantIsShortOfMoneyAndRefundedLaterUnderTheSameNumber() {
    book.notEnough(true);
    RefundDecision decision = refunds.refundDecisively(REQUEST);
    assertThat(decision).isInstanceOf(Refused.class);
    assertThat(((Refused) decision).failure().code()).isEqualTo("NOT_ENOUGH");
    assertThat(book.state(NUMBER)).isEmpty();

    book.notEnough(false);
    assertThat(refunds.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
  }

  @Test
  void isRefusedIfTheOrderIsNotPaid() {
    simulator.createOrder("ORDER-20261123-2");
    RefundDecision decision =
        refunds.refundDecisively(
            RefundRequest.ofOrder("ORDER-20261123-2")
                .outRefundNo(NUMBER)
                .refund(1)
                .total(1)
                .build());

    assertThat(((Refused) decision).failure().code()).isEqualTo("RESOURCE_NOT_EXISTS");
  }

  @Test
  void isRefusedIfPartsWouldExceedTheOrder() {
    RefundRequest most =
        RefundRequest.ofOrder(ORDER).outRefundNo("R-2").refund(901).total(1000).build();
    refunds.refundDecisively(REQUEST);

    assertThat(refunds.refundDecisively(most).kind()).isEqualTo(Kind.REFUSED);
    assertThat(book.refunded(ORDER)).isEqualTo(100);
  }

  @Test
  void saysSoIfTheNumberBelongsToARefundOfAnotherAmount() {
    refunds.refundDecisively(REQUEST);
    RefundRequest other =
        RefundRequest.ofOrder(ORDER).outRefundNo(NUMBER).refund(200).total(1000).build();

    assertThatExceptionOfType(RefundNumberUsedException.class)
        .isThrownBy(() -> refunds.refundDecisively(other))
        .withMessageContaining("its amount.refund is 100, but 200 was asked for");
    assertThat(book.refunded(ORDER)).isEqualTo(100);
  }

  @Test
  void refundsForASubMerchant() {
    simulator.book().ofSubMerchant(SUB_MCHID).create(ORDER, 1000);
    simulator.book().ofSubMerchant(SUB_MCHID).pay(ORDER);
    simulator.failNext(Fault.drop(Moment.AFTER_APPLYING));

    Refunds ofSubMerchant = refunds.ofSubMerchant(SUB_MCHID);

    assertThat(ofSubMerchant.refundDecisively(REQUEST).kind()).isEqualTo(Kind.REFUNDED);
    assertThat(ofSubMerchant.query(NUMBER).status()).isEqualTo(RefundStatus.SUCCESS);
    assertThat(simulator.book().ofSubMerchant(SUB_MCHID).refunds().refunded(ORDER)).isEqualTo(100);
    assertThat(book.refunded(ORDER)).isZero();
    assertThatExceptionOfType(ResourceNotExistsException.class)
        .isThrownBy(() -> refunds.query(NUMBER));
  }

  @Test
  void throwsIfTheKeyIsWrong() {
    Merchant stranger =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKey(TestGateway.MERCHANT_KEYS.getPrivate())
            .wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem())
            .build();
    try (WechatPay refused = SimulatedGateway.builder(simulator, stranger).build()) {
      assertThatExceptionOfType(SignErrorException.class)
          .isThrownBy(() -> Refunds.of(refused).refundDecisively(REQUEST));
    }
    assertThat(book.states()).isEmpty();
  }
}
