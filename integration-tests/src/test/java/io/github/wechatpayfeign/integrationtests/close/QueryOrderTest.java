package io.github.wechatpayfeign.integrationtests.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feign.AsyncFeign;
import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.api.CombineCloseRequest;
import io.github.wechatpayfeign.api.CombineTransaction;
import io.github.wechatpayfeign.api.CombineTransactionsApi;
import io.github.wechatpayfeign.api.PartnerCloseOrderRequest;
import io.github.wechatpayfeign.api.PartnerTransactionsApi;
import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayDecoder;
import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.UnusableAnswerException;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.signing.WechatPayRequestInterceptor;
import io.github.wechatpayfeign.simulator.SubOrder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and closes of all kinds of orders, on the wire and with the simulator. */
class QueryOrderTest {

  private static final String SUB_MCHID = "1900007001";
  private static final String NO_ORDER = "{\"out_trade_no\":\"ORDER|2\",\"mchid\":\"1900000109\"}";

  /** The query, asynchronously. */
  interface AsyncApi {
    @RequestLine(
        value = "GET /v3/pay/transactions/out-trade-no/{out_trade_no}?mchid={mchid}",
        decodeSlash = false)
    CompletableFuture<Transaction> query(
        @Param("out_trade_no") String outTradeNo, @Param("mchid") String mchid);
  }

  private static final String QUERIED =
      "{\"out_trade_no\":\"ORDER|1\",\"mchid\":\"1900000109\",\"transaction_id\":\"42\","
          + "\"sp_mchid\":\"1900000109\",\"sub_mchid\":\"1900007001\","
          + "\"combine_out_trade_no\":\"P1\"}";

  private volatile Supplier<byte[]> answer = () -> TestGateway.signedAnswer(200, QUERIED);
  private final RawServer server = RawServer.start((request, out) -> out.write(answer.get()));
  private final WechatPay raw = TestGateway.client(server.baseUrl());

  /** Shared, because its RSA keys take longer to make than most tests take. */
  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();

  private final WechatPaySimulator simulator = SIMULATOR;
  private final WechatPay wechatPay = SimulatedGateway.clientOf(simulator);

  @AfterEach
  void stop() {
    raw.close();
    wechatPay.close();
    server.close();
    simulator.reset();
  }

  @AfterAll
  static void stopTheSimulator() {
    SIMULATOR.close();
  }

  @Test
  void queriesAsTheOfficialPageSays() {
    raw.queryOrder("ORDER|1");
    raw.queryOrderById("42");
    PartnerTransactionsApi partner = raw.create(PartnerTransactionsApi.class);
    partner.query("ORDER|1", "1900000109", SUB_MCHID);
    partner.queryById("42", "1900000109", SUB_MCHID);
    raw.create(CombineTransactionsApi.class).query("P1");

    assertThat(server.requests())
        .allSatisfy(request -> request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic()))
        .allSatisfy(request -> assertThat(request.method() + request.body()).isEqualTo("GET"))
        .extracting(WireRequest::target)
        .containsExactly(
            "/v3/pay/transactions/out-trade-no/ORDER%7C1?mchid=1900000109",
            "/v3/pay/transactions/id/42?mchid=1900000109",
            "/v3/pay/partner/transactions/out-trade-no/ORDER%7C1"
                + "?sp_mchid=1900000109&sub_mchid=1900007001",
            "/v3/pay/partner/transactions/id/42?sp_mchid=1900000109&sub_mchid=1900007001",
            "/v3/combine-transactions/out-trade-no/P1");
  }

  @Test
  void closesAsTheOfficialPageSays() {
    answer = () -> TestGateway.signedAnswer(204, "");
    raw.create(PartnerTransactionsApi.class)
        .close("ORDER|1", new PartnerCloseOrderRequest("1900000109", SUB_MCHID));
    raw.create(CombineTransactionsApi.class)
        .close(
            "P1",
            new CombineCloseRequest(
                "wx1", List.of(new CombineCloseRequest.SubOrder("1900000109", "ORDER-1"))));

    assertThat(server.requests())
        .allSatisfy(request -> request.assertSignedBy(TestGateway.MERCHANT_KEYS.getPublic()))
        .extracting(request -> request.method() + " " + request.target() + " " + request.body())
        .containsExactly(
            "POST /v3/pay/partner/transactions/out-trade-no/ORDER%7C1/close"
                + " {\"sp_mchid\":\"1900000109\",\"sub_mchid\":\"1900007001\"}",
            "POST /v3/combine-transactions/out-trade-no/P1/close"
                + " {\"combine_appid\":\"wx1\",\"sub_orders\":"
                + "[{\"mchid\":\"1900000109\",\"out_trade_no\":\"ORDER-1\"}]}");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"null", "[]", "<html>", "{}", "{\"amount\":1}", NO_ORDER})
  void refusesASignedAnswerAboutAnotherOrder(String body) throws InterruptedException {
    answer = () -> TestGateway.signedAnswer(200, body);

    assertThatExceptionOfType(UnusableAnswerException.class)
        .isThrownBy(() -> raw.queryOrder("ORDER|1"))
        .matches(thrown -> thrown.outcome() == Outcome.UNKNOWN && !thrown.hasRequest());
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> async().query("ORDER|1", "1900000109").get(10, TimeUnit.SECONDS))
        .withCauseExactlyInstanceOf(UnusableAnswerException.class);
  }

  @Test
  void refusesA204() {
    answer = () -> TestGateway.signedAnswer(204, "");

    assertThatExceptionOfType(UnusableAnswerException.class)
        .isThrownBy(() -> raw.queryOrder("ORDER|1"));
  }

  @Test
  void refusesAnUnsignedAnswer() {
    answer = () -> TestGateway.answer(200, Map.of(), "{\"out_trade_no\":\"ORDER|1\"}");

    assertThatExceptionOfType(ResponseNotVerifiedException.class)
        .isThrownBy(() -> raw.queryOrder("ORDER|1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a/b", "%2e", "42?x", "1234567890123456789012345678901234"})
  void sendsNothingForAnIllegalTransactionId(String transactionId) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raw.queryOrderById(transactionId))
        .withMessageContaining("The transaction_id must be 1 to 32")
        .withMessageContaining("nothing was sent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raw.transactions().queryById(transactionId, "1900000109"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> raw.create(CombineTransactionsApi.class).query("/" + transactionId));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void repeatsAQueryThatFailed() {
    simulator.createOrder("ORDER|1");
    simulator.failNext(Fault.error(500, "SYSTEM_ERROR"), Fault.falsify(Falsification.SIGNTEST));

    try (WechatPay patient =
        WechatPay.builder(SimulatedGateway.merchantOf(simulator))
            .baseUrl(simulator.baseUrl())
            .build()) {
      assertThat(patient.queryOrder("ORDER|1").tradeState()).isEqualTo(TradeState.NOTPAY);
    }
    assertThat(simulator.requestCount()).isEqualTo(3);
  }

  @Test
  void readsAnOrderThatWasPaidWithACoupon() {
    simulator.book().create("ORDER|1", 100);
    assertThat(wechatPay.queryOrder("ORDER|1").successTime()).isNull();
    simulator.book().payWithCoupon("ORDER|1", 30);

    Transaction paid = wechatPay.queryOrder("ORDER|1");

    assertThat(paid.tradeState()).isEqualTo(TradeState.SUCCESS);
    assertThat(paid.mchid()).isEqualTo(simulator.mchid());
    assertThat(paid.amount()).isEqualTo(new Transaction.Amount(100L, 70L, "CNY", "CNY"));
    assertThat(paid.successTime()).isNotNull();
    assertThat(paid.promotionDetail()).hasSize(1);
    assertThat(wechatPay.queryOrderById(String.valueOf(paid.transactionId()))).isEqualTo(paid);
  }

  @ParameterizedTest
  @EnumSource(
      value = OrderState.class,
      names = {"UNPAID", "REFUNDED"},
      mode = EnumSource.Mode.EXCLUDE)
  void knowsEveryStateOfTheSimulator(OrderState state) {
    simulator.createOrder("ORDER|1");
    simulator.book().move("ORDER|1", state);

    assertThat(wechatPay.queryOrder("ORDER|1").tradeState()).hasToString(state.tradeState());
  }

  @Test
  void saysThatAnOrderDoesNotExist() {
    assertThatExceptionOfType(OrderNotExistException.class)
        .isThrownBy(() -> wechatPay.queryOrder("ORDER|1"));
  }

  @Test
  void queriesAndClosesForASubMerchant() {
    PartnerTransactionsApi partner = wechatPay.create(PartnerTransactionsApi.class);
    simulator.book().ofSubMerchant(SUB_MCHID).create("ORDER|1");

    partner.close("ORDER|1", new PartnerCloseOrderRequest(simulator.mchid(), SUB_MCHID));

    Transaction closed = partner.query("ORDER|1", simulator.mchid(), SUB_MCHID);
    assertThat(closed.tradeState()).isEqualTo(TradeState.CLOSED);
    assertThat(closed.subMchid()).isEqualTo(SUB_MCHID);
    assertThat(closed.mchid()).isNull();
  }

  @Test
  void queriesAndClosesACombinedOrder() {
    CombineTransactionsApi combine = wechatPay.create(CombineTransactionsApi.class);
    String mchid = simulator.mchid();
    simulator
        .book()
        .createCombine(
            "COMBINE-1",
            List.of(new SubOrder(mchid, "ORDER-1", 10), new SubOrder(mchid, "ORDER-2", 20)));

    combine.close(
        "COMBINE-1",
        new CombineCloseRequest(
            simulator.appid(),
            List.of(
                new CombineCloseRequest.SubOrder(mchid, "ORDER-1"),
                new CombineCloseRequest.SubOrder(mchid, "ORDER-2"))));

    CombineTransaction closed = combine.query("COMBINE-1");
    assertThat(closed.combineMchid()).isEqualTo(mchid);
    assertThat(closed.subOrders())
        .extracting(Transaction::outTradeNo, Transaction::tradeState)
        .containsExactly(
            Tuple.tuple("ORDER-1", TradeState.CLOSED), Tuple.tuple("ORDER-2", TradeState.CLOSED));
    assertThat(closed.subOrders().get(1).amount())
        .isEqualTo(new Transaction.Amount(20L, null, null, "CNY"));
  }

  private AsyncApi async() {
    Merchant merchant = TestGateway.merchant();
    WechatPayClient client = WechatPayClient.builder(merchant).build();
    return AsyncFeign.<Object>builder()
        .client(client)
        .options(client.options())
        .requestInterceptor(new WechatPayRequestInterceptor(merchant))
        .decoder(new WechatPayDecoder())
        .target(AsyncApi.class, server.baseUrl());
  }
}
