package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wechatpayfeign.api.AsyncCombineTransactionsApi;
import io.github.wechatpayfeign.api.AsyncPartnerTransactionsApi;
import io.github.wechatpayfeign.api.AsyncTransactionsApi;
import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.CloseDecision.Kind;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.ClosePolicy;
import io.github.wechatpayfeign.api.CombineCloseDecision;
import io.github.wechatpayfeign.api.CombineCloseRequest;
import io.github.wechatpayfeign.api.PartnerCloseOrderRequest;
import io.github.wechatpayfeign.api.SubMerchant;
import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.errors.ParamErrorException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.SubOrder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of sub-merchants and combined orders are closed like those of a merchant. */
class ClosePartnersAndCombinesTest {

  private static final String SUB_MCHID = "1900007001";
  private static final String ORDER = "ORDER|1";
  private static final String COMBINE = "COMBINE-1";
  private static final ClosePolicy QUICK =
      ClosePolicy.standard().withPauses(Duration.ofMillis(1), Duration.ofMillis(1));

  /** Shared, because its RSA keys take longer to make than most tests take. */
  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();

  private final WechatPaySimulator simulator = SIMULATOR;
  private final WechatPay wechatPay = SimulatedGateway.clientOf(simulator);
  private final SubMerchant subMerchant = wechatPay.subMerchant(SUB_MCHID);
  private final OrderBook subMerchantsBook = simulator.book().ofSubMerchant(SUB_MCHID);

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
  void closesQueriesAndDecidesForASubMerchant() {
    subMerchantsBook.create(ORDER);
    simulator.createOrder(ORDER);

    assertThat(subMerchant.queryOrder(ORDER).tradeState()).isEqualTo(TradeState.NOTPAY);
    assertThat(subMerchant.closeOrder(ORDER).requestId()).isNotBlank();
    assertThat(subMerchant.closeDecisively(ORDER).kind()).isEqualTo(Kind.ALREADY_CLOSED);
    assertThat(subMerchantsBook.state(ORDER)).contains(OrderState.CLOSED);
    assertThat(simulator.state(ORDER)).as("the provider's own").contains(OrderState.UNPAID);
    assertThat(subMerchant).hasToString("SubMerchant[1900007001 of " + simulator.mchid() + "]");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "BEFORE_QUERY, 1, PAID",
    "AFTER_QUERY, 1, PAID",
    "BEFORE_CLOSE, 1, PAID",
    "AFTER_CLOSE, 1, CLOSED"
  })
  void findsAPaymentOfASubMerchantsOrderAtEveryMoment(Step step, int nth, Kind kind) {
    subMerchantsBook.create(ORDER);
    subMerchantsBook.schedule(ORDER, OrderState.PAID, step, nth);

    CloseDecision decision = subMerchant.closeDecisively(ORDER, QUICK);

    assertThat(decision.kind()).isEqualTo(kind);
    if (decision instanceof CloseDecision.Paid paid) {
      String transactionId = Objects.requireNonNull(paid.transaction().transactionId());
      assertThat(subMerchant.queryOrderById(transactionId).outTradeNo()).isEqualTo(ORDER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "123456789012345678901234567890123"})
  void refusesASubMerchantWithoutANumber(String subMchid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wechatPay.subMerchant(subMchid))
        .withMessageContaining("sub_mchid");
  }

  @Test
  void sendsNothingForAnIllegalNumberOfASubMerchantsOrder() {
    for (String number : Arrays.asList(null, "", "..", "a/../b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> subMerchant.closeOrder(number));
      assertThatIllegalArgumentException().isThrownBy(() -> subMerchant.queryOrder(number));
      assertThatIllegalArgumentException().isThrownBy(() -> subMerchant.queryOrderById(number));
      assertThatIllegalArgumentException().isThrownBy(() -> subMerchant.closeDecisively(number));
    }
    assertThat(simulator.requestCount()).isZero();
  }

  @Test
  void closesACombinedOrderAsAWhole() {
    combine();

    CombineCloseDecision decision = wechatPay.closeCombineDecisively(COMBINE, request(2));

    assertThat(decision.kind()).isEqualTo(Kind.CLOSED);
    assertThat(decision.closeSent()).isTrue();
    assertThat(states(decision)).containsExactly(TradeState.CLOSED, TradeState.CLOSED);
    assertThat(simulator.state("ORDER-1")).contains(OrderState.CLOSED);
    assertThat(simulator.requests())
        .extracting(ReceivedRequest::method)
        .containsExactly("GET", "POST", "GET");
    assertThat(wechatPay.closeCombineDecisively(COMBINE, request(2)).kind())
        .isEqualTo(Kind.ALREADY_CLOSED);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "BEFORE_QUERY, 1, PAID",
    "AFTER_QUERY, 1, PAID",
    "BEFORE_CLOSE, 1, PAID",
    "AFTER_CLOSE, 1, CLOSED"
  })
  void findsAPaymentOfACombinedOrderAtEveryMoment(Step step, int nth, Kind kind) {
    combine();
    simulator.book().schedule("ORDER-1", OrderState.PAID, step, nth);

    CombineCloseDecision decision = wechatPay.closeCombineDecisively(COMBINE, request(2), QUICK);

    assertThat(decision.kind()).isEqualTo(kind);
    assertThat(states(decision)).hasSize(2).doesNotContain(TradeState.NOTPAY);
  }

  @Test
  void showsThatOneSubOrderOfAPaidCombineIsRefunded() {
    combine();
    simulator.book().pay("ORDER-1");
    simulator.book().refund("ORDER-2");

    CombineCloseDecision decision = wechatPay.closeCombineDecisively(COMBINE, request(2));

    assertThat(decision.kind()).isEqualTo(Kind.PAID);
    assertThat(states(decision)).containsExactly(TradeState.SUCCESS, TradeState.REFUND);
  }

  @Test
  void decidesAfterACombinedCloseWithALostAnswer() {
    combine();
    simulator.failWhen(
        received ->
            received.method().equals("POST")
                ? Optional.of(Fault.drop(Moment.AFTER_APPLYING))
                : Optional.empty());

    assertThat(wechatPay.closeCombineDecisively(COMBINE, request(2), QUICK).kind())
        .isEqualTo(Kind.CLOSED);
  }

  @Test
  void reportsNotFoundForAnUnknownCombinedOrder() {
    CombineCloseDecision decision = wechatPay.closeCombineDecisively(COMBINE, request(2), QUICK);

    assertThat(decision.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(decision.transaction()).isNull();
    assertThat(Objects.requireNonNull(decision.failure()).code()).isEqualTo("ORDER_NOT_EXIST");
  }

  @Test
  void decidesNothingIfTheSubOrdersDifferFromThePlacedOnes() {
    combine();

    CombineCloseDecision decision =
        wechatPay.closeCombineDecisively(
            COMBINE, request(1), QUICK.withDeadline(Duration.ofMillis(200)));

    assertThat(decision.kind()).isEqualTo(Kind.UNSETTLED);
    assertThat(decision.closeSent()).isFalse();
    assertThat(simulator.state("ORDER-1")).contains(OrderState.UNPAID);
  }

  @Test
  void throwsTheRefusalIfTheAppDiffersFromThePlacedOne() {
    combine();
    CombineCloseRequest other =
        new CombineCloseRequest("wx0000000000000000", request(2).subOrders());

    assertThat(catchThrowable(() -> wechatPay.closeCombineDecisively(COMBINE, other, QUICK)))
        .isInstanceOf(ParamErrorException.class);
  }

  @Test
  void usesThePolicyOfTheBuilder() {
    subMerchantsBook.create(ORDER);
    subMerchantsBook.startPaying(ORDER);
    combine();
    simulator.book().startPaying("ORDER-1");
    try (WechatPay hasty =
        WechatPay.builder(SimulatedGateway.merchantOf(simulator))
            .baseUrl(simulator.baseUrl())
            .closePolicy(ClosePolicy.standard().withDeadline(Duration.ofSeconds(4)))
            .build()) {
      assertThat(hasty.subMerchant(SUB_MCHID).closeDecisively(ORDER).kind())
          .isEqualTo(Kind.UNSETTLED);
      assertThat(hasty.closeCombineDecisively(COMBINE, request(2)).kind())
          .isEqualTo(Kind.UNSETTLED);
    }
    // The pause of 5 s for a user who pays does not fit into the deadline.
    assertThat(simulator.requestCount()).isEqualTo(2);
  }

  @Test
  void sendsTheSameWithAndWithoutAResponseAndAFuture() throws Exception {
    try (RawServer server =
            RawServer.start((received, out) -> out.write(TestGateway.signedAnswer(204, "")));
        WechatPay raw = TestGateway.client(server.baseUrl())) {
      CloseOrderRequest own = new CloseOrderRequest(TestGateway.MCHID);
      PartnerCloseOrderRequest partner = new PartnerCloseOrderRequest(TestGateway.MCHID, SUB_MCHID);
      CombineCloseRequest combine = request(2);
      AsyncTransactionsApi async = raw.createAsync(AsyncTransactionsApi.class);
      AsyncPartnerTransactionsApi asyncPartner = raw.createAsync(AsyncPartnerTransactionsApi.class);
      AsyncCombineTransactionsApi asyncCombine = raw.createAsync(AsyncCombineTransactionsApi.class);

      raw.transactions().close(ORDER, own);
      assertThat(raw.transactions().closeWithResponse(ORDER, own).status()).isEqualTo(204);
      get(async.close(ORDER, own));
      assertThat(get(async.closeWithResponse(ORDER, own)).status()).isEqualTo(204);
      assertFourAlike(server);

      raw.partnerTransactions().close(ORDER, partner);
      assertThat(raw.partnerTransactions().closeWithResponse(ORDER, partner).headers())
          .containsKey("request-id");
      get(asyncPartner.close(ORDER, partner));
      assertThat(get(asyncPartner.closeWithResponse(ORDER, partner)).status()).isEqualTo(204);
      assertFourAlike(server);

      raw.combineTransactions().close(COMBINE, combine);
      assertThat(raw.combineTransactions().closeWithResponse(COMBINE, combine).headers())
          .containsKey("request-id");
      get(asyncCombine.close(COMBINE, combine));
      assertThat(get(asyncCombine.closeWithResponse(COMBINE, combine)).status()).isEqualTo(204);
      assertFourAlike(server);
    }
  }

  private static void assertFourAlike(RawServer server) {
    assertThat(server.requests())
        .hasSize(4)
        .allSatisfy(request -> request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic()));
    assertThat(server.requests())
        .extracting(request -> request + request.body())
        .containsOnly(server.requests().get(0) + server.requests().get(0).body());
    server.requests().clear();
  }

  @Test
  void queriesWithAFuture() throws Exception {
    subMerchantsBook.create(ORDER);
    combine();
    AsyncPartnerTransactionsApi partner = wechatPay.createAsync(AsyncPartnerTransactionsApi.class);
    AsyncCombineTransactionsApi combine = wechatPay.createAsync(AsyncCombineTransactionsApi.class);

    assertThat(get(partner.query(ORDER, simulator.mchid(), SUB_MCHID)).subMchid())
        .isEqualTo(SUB_MCHID);
    assertThat(get(combine.query(COMBINE)).subOrders()).hasSize(2);
    subMerchantsBook.pay(ORDER);
    String id = Objects.requireNonNull(subMerchant.queryOrder(ORDER).transactionId());
    assertThat(get(partner.queryById(id, simulator.mchid(), SUB_MCHID)).outTradeNo())
        .isEqualTo(ORDER);
  }

  private void combine() {
    String mchid = simulator.mchid();
    simulator
        .book()
        .createCombine(
            COMBINE,
            List.of(new SubOrder(mchid, "ORDER-1", 10), new SubOrder(mchid, "ORDER-2", 20)));
  }

  private CombineCloseRequest request(int subOrders) {
    return new CombineCloseRequest(
        simulator.appid(),
        List.of(
                new CombineCloseRequest.SubOrder(simulator.mchid(), "ORDER-1"),
                new CombineCloseRequest.SubOrder(simulator.mchid(), "ORDER-2"))
            .subList(0, subOrders));
  }

  private static List<TradeState> states(CombineCloseDecision decision) {
    return Objects.requireNonNull(decision.transaction()).subOrders().stream()
        .map(Transaction::tradeState)
        .toList();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }
}
