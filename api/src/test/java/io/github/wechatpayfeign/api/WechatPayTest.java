package io.github.wechatpayfeign.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import feign.Param;
import feign.RequestLine;
import io.github.wechatpayfeign.client.RetryPolicy;
import io.github.wechatpayfeign.errors.OrderNotExistException;
import io.github.wechatpayfeign.errors.OrderPaidException;
import io.github.wechatpayfeign.errors.WechatPayException;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.SubOrder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the entry point sends for one merchant, and what it makes of the answers. */
class WechatPayTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final String MCHID = SIMULATOR.mchid();
  private static final ClosePolicy WITHOUT_PAUSES =
      ClosePolicy.standard().withPauses(Duration.ZERO, Duration.ZERO);
  private static final WechatPay WECHAT_PAY =
      WechatPay.builder(MerchantsOfSimulator.of(SIMULATOR))
          .baseUrl(SIMULATOR.baseUrl())
          .retryPolicy(RetryPolicy.off())
          .closePolicy(WITHOUT_PAUSES)
          .build();

  /** An interface of a user. */
  interface OwnApi {
    @RequestLine("GET /v3/pay/transactions/out-trade-no/{no}?mchid={mchid}")
    Transaction order(@Param("no") String number, @Param("mchid") String mchid);
  }

  @AfterAll
  static void stop() {
    WECHAT_PAY.close();
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
    SIMULATOR.createOrder("ORDER-1");
  }

  private static void assertSentNothing() {
    assertThat(SIMULATOR.requestCount()).isZero();
  }

  @Test
  void closesAnOrderAndReturnsTheRequestIdOfTheAnswer() {
    CloseReceipt receipt = WECHAT_PAY.closeOrder("ORDER-1");

    assertThat(SIMULATOR.state("ORDER-1")).contains(OrderState.CLOSED);
    assertThat(receipt.outTradeNo()).isEqualTo("ORDER-1");
    assertThat(receipt.requestId()).isNotBlank();
    assertThat(SIMULATOR.requests()).hasSize(1);
    assertThat(new String(SIMULATOR.requests().get(0).body(), UTF_8))
        .isEqualTo("{\"mchid\":\"" + MCHID + "\"}");
  }

  @Test
  void throwsWhatTheGatewayAnswered() {
    SIMULATOR.pay("ORDER-1");

    assertThatExceptionOfType(OrderPaidException.class)
        .isThrownBy(() -> WECHAT_PAY.closeOrder("ORDER-1"));
    assertThatExceptionOfType(OrderNotExistException.class)
        .isThrownBy(() -> WECHAT_PAY.queryOrder("ORDER-2"));
  }

  @Test
  void queriesAnOrderByEitherNumber() {
    SIMULATOR.pay("ORDER-1");

    Transaction order = WECHAT_PAY.queryOrder("ORDER-1");

    assertThat(order.tradeState()).isEqualTo(TradeState.SUCCESS);
    assertThat(order.mchid()).isEqualTo(MCHID);
    assertThat(order.transactionId()).isNotNull();
    assertThat(WECHAT_PAY.queryOrderById(String.valueOf(order.transactionId())).outTradeNo())
        .isEqualTo("ORDER-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SHORT", "no order", "ORDER/1", "123456789012345678901234567890123"})
  void sendsNothingForANumberThatNoOrderHas(String number) {
    assertThatIllegalArgumentException().isThrownBy(() -> WECHAT_PAY.closeOrder(number));
    assertThatIllegalArgumentException().isThrownBy(() -> WECHAT_PAY.queryOrder(number));
    assertThatIllegalArgumentException().isThrownBy(() -> WECHAT_PAY.closeDecisively(number));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WECHAT_PAY.subMerchant("1900000099").closeOrder(number));
    assertSentNothing();
  }

  @Test
  void sendsNothingForATransactionIdThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> WECHAT_PAY.queryOrderById("42/00"));
    assertThatIllegalArgumentException().isThrownBy(() -> WECHAT_PAY.queryOrderById(""));
    assertSentNothing();
  }

  @Test
  void decidesWithThePolicyOfTheBuilderOrAnother() {
    SIMULATOR.createOrder("ORDER-2");
    SIMULATOR.createOrder("ORDER-3");
    SIMULATOR.pay("ORDER-2");
    SIMULATOR.book().startPaying("ORDER-3");

    assertThat(WECHAT_PAY.closeDecisively("ORDER-1").kind()).isEqualTo(CloseDecision.Kind.CLOSED);
    assertThat(WECHAT_PAY.closeDecisively("ORDER-1").kind())
        .isEqualTo(CloseDecision.Kind.ALREADY_CLOSED);
    assertThat(WECHAT_PAY.closeDecisively("ORDER-2").kind()).isEqualTo(CloseDecision.Kind.PAID);
    assertThat(WECHAT_PAY.closeDecisively("ORDER-9").kind())
        .isEqualTo(CloseDecision.Kind.NOT_FOUND);
    assertThat(
            WECHAT_PAY
                .closeDecisively("ORDER-3", WITHOUT_PAUSES.withDeadline(Duration.ofMillis(1)))
                .kind())
        .isEqualTo(CloseDecision.Kind.UNSETTLED);
  }

  @Test
  void closesACombinedOrder() {
    SIMULATOR
        .book()
        .createCombine(
            "COMBINE-1",
            List.of(new SubOrder(MCHID, "ORDER-A", 1), new SubOrder(MCHID, "ORDER-B", 2)));
    CombineCloseRequest request =
        new CombineCloseRequest(
            SIMULATOR.appid(),
            List.of(
                new CombineCloseRequest.SubOrder(MCHID, "ORDER-A"),
                new CombineCloseRequest.SubOrder(MCHID, "ORDER-B")));

    CombineCloseDecision decision = WECHAT_PAY.closeCombineDecisively("COMBINE-1", request);

    assertThat(decision.kind()).isEqualTo(CloseDecision.Kind.CLOSED);
    assertThat(WECHAT_PAY.combineTransactions().query("COMBINE-1").subOrders())
        .extracting(Transaction::tradeState)
        .containsOnly(TradeState.CLOSED);
    assertThat(WECHAT_PAY.combineTransactions()).isSameAs(WECHAT_PAY.combineTransactions());
  }

  @Test
  void closesAnOrderOfASubMerchant() {
    SubMerchant shop = WECHAT_PAY.subMerchant("1900000099");
    OrderBook book = SIMULATOR.book().ofSubMerchant("1900000099");
    book.create("ORDER-S1");
    book.create("ORDER-S2");

    shop.closeOrder("ORDER-S1");

    assertThat(book.state("ORDER-S1")).contains(OrderState.CLOSED);
    assertThat(shop.queryOrder("ORDER-S1").subMchid()).isEqualTo("1900000099");
    assertThat(shop.closeDecisively("ORDER-S2").kind()).isEqualTo(CloseDecision.Kind.CLOSED);
    assertThat(shop.closeDecisively("ORDER-S2", WITHOUT_PAUSES).kind())
        .isEqualTo(CloseDecision.Kind.ALREADY_CLOSED);
    assertThat(shop.toString()).contains("1900000099", MCHID);
    assertThat(WECHAT_PAY.partnerTransactions()).isSameAs(WECHAT_PAY.partnerTransactions());
    for (String mchid : new String[] {"", " ", "1".repeat(33)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> WECHAT_PAY.subMerchant(mchid));
    }
  }

  @Test
  void makesAnInterfaceOfAUser() {
    assertThat(WECHAT_PAY.create(OwnApi.class).order("ORDER-1", MCHID).outTradeNo())
        .isEqualTo("ORDER-1");
    assertThat(
            WECHAT_PAY
                .feignBuilder()
                .target(OwnApi.class, WECHAT_PAY.baseUrl())
                .order("ORDER-1", MCHID)
                .tradeState())
        .isEqualTo(TradeState.NOTPAY);
    assertThat(WECHAT_PAY.transactions().query("ORDER-1", MCHID).outTradeNo()).isEqualTo("ORDER-1");
  }

  @Test
  void callsWithoutWaiting() {
    AsyncTransactionsApi api = WECHAT_PAY.createAsync(AsyncTransactionsApi.class);

    CompletableFuture<Void> closed = api.close("ORDER-1", new CloseOrderRequest(MCHID));

    closed.join();
    assertThat(api.query("ORDER-1", MCHID).join().tradeState()).isEqualTo(TradeState.CLOSED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WECHAT_PAY.createAsync(TransactionsApi.class));
  }

  @Test
  void tellsWhoItSignsForAndWhereItSends() {
    assertThat(WECHAT_PAY.baseUrl()).isEqualTo(SIMULATOR.baseUrl());
    assertThat(WECHAT_PAY.merchant().mchid()).isEqualTo(MCHID);
    assertThat(WECHAT_PAY.wechatPayKeys())
        .extracting(KeyValidity::serial)
        .containsExactly(SIMULATOR.publicKeyId());
    assertThat(WECHAT_PAY.prefersBackup()).isFalse();
    assertThat(WECHAT_PAY.toString())
        .contains(SIMULATOR.baseUrl(), MCHID)
        .doesNotContain("PRIVATE");
    assertThatIllegalStateException().isThrownBy(WECHAT_PAY::refreshPlatformCertificates);
    assertSentNothing();
  }

  @Test
  void goesOnAfterAFailure() {
    SIMULATOR.failNext(Fault.error(500, "SYSTEM_ERROR"));

    assertThatExceptionOfType(WechatPayException.class)
        .isThrownBy(() -> WECHAT_PAY.closeOrder("ORDER-1"));
    WECHAT_PAY.closeOrder("ORDER-1");

    assertThat(SIMULATOR.state("ORDER-1")).contains(OrderState.CLOSED);
  }
}
