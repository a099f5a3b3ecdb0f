package io.github.wechatpayfeign.integrationtests.prepay;

import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.IP;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.OPENID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.SUB_APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.SUB_MCHID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.tea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wechatpayfeign.api.CloseDecision;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.CombineOrder;
import io.github.wechatpayfeign.api.prepay.CombinePrepay;
import io.github.wechatpayfeign.api.prepay.CombineSubOrder;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.api.prepay.OrderDetail;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayOrder;
import io.github.wechatpayfeign.api.prepay.SceneInfo;
import io.github.wechatpayfeign.errors.InvalidRequestException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.SimulatedMerchant;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the phone gets is compared with the order that the simulator has. */
class PrepayTest {

  private static final String ORDER = "ORDER-20261130-1";
  private static final WechatPaySimulator SIMULATOR =
      WechatPaySimulator.builder().strictAll().start();
  private static final WechatPay WECHAT_PAY =
      WechatPay.builder(SimulatedGateway.merchantOf(SIMULATOR))
          .baseUrl(SIMULATOR.baseUrl())
          .build();
  private static final Prepay PREPAY = Prepay.of(WECHAT_PAY, SIMULATOR.appid());

  private final OrderBook book = SIMULATOR.book();

  /** Places an order in one way, and returns what the simulator gave for it. */
  interface Way extends BiFunction<Prepay, PrepayOrder, String> {}

  static Stream<Arguments> ways() {
    return Stream.of(
        way("JSAPI", (prepay, order) -> prepay.jsapi(order, OPENID).packageValue().substring(10)),
        way("APP", (prepay, order) -> prepay.app(order).prepayId()),
        way("MWEB", (prepay, order) -> prepay.h5(order, IP).value()),
        way("NATIVE", (prepay, order) -> prepay.nativePay(order).value()));
  }

  private static Arguments way(String tradeType, Way way) {
    return Arguments.of(tradeType, way);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("500 after placing", Fault.error(500, "X").at(Moment.AFTER_APPLYING)),
        Arguments.of("lost before", Fault.drop(Moment.BEFORE_APPLYING)),
        Arguments.of("lost after", Fault.drop(Moment.AFTER_APPLYING)),
        Arguments.of("forged", Fault.falsify(Falsification.FORGED)),
        Arguments.of("429", Fault.error(429, "FREQUENCY_LIMITED")));
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
  }

  @AfterAll
  static void stop() {
    WECHAT_PAY.close();
    SIMULATOR.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void placesAnOrderThatTheBuyerPays(String tradeType, Way way) {
    String credential = way.apply(PREPAY, tea().attach("table 7").build());

    assertThat(book.credential(ORDER)).contains(credential);
    assertThat(book.notifyUrl(ORDER)).contains("https://shop.example.com/notices");
    book.pay(ORDER);
    Transaction paid = WECHAT_PAY.queryOrder(ORDER);
    assertThat(paid.tradeType()).isEqualTo(tradeType);
    assertThat(paid.attach()).isEqualTo("table 7");
    assertThat(paid.amount()).extracting(Transaction.Amount::total).isEqualTo(100L);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void placesTheSameOrderAgainAndGetsANewCredential(String tradeType, Way way) {
    PrepayOrder order =
        tea().timeExpire(WECHAT_PAY.clock().instant().plus(Duration.ofMinutes(30))).build();

    String first = way.apply(PREPAY, order);
    String second = way.apply(PREPAY, order);

    assertThat(second).as(tradeType).isNotEqualTo(first);
    assertThat(book.credential(ORDER)).contains(second);
    assertThat(book.states()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void refusesToPlaceAnotherOrderUnderTheNumber(String tradeType, Way way) {
    String credential = way.apply(PREPAY, tea().build());

    assertThatExceptionOfType(InvalidRequestException.class)
        .as(tradeType)
        .isThrownBy(() -> way.apply(PREPAY, tea().total(99).build()))
        .withMessageContaining("201 商户订单号重复");
    assertThat(book.credential(ORDER)).contains(credential);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void placesOneOrderDespiteTwoFaults(String name, Fault fault) {
    SIMULATOR.failNext(fault, fault);

    JsapiInvocation invocation = PREPAY.jsapi(tea().build(), OPENID);

    assertThat(book.states()).as(name).containsOnlyKeys(ORDER);
    assertThat(invocation.packageValue())
        .isEqualTo("prepay_id=" + book.credential(ORDER).orElseThrow());
    assertThat(SIMULATOR.requests()).hasSize(3);
    assertThat(bodies()).hasSize(1);
  }

  private static Set<String> bodies() {
    return SIMULATOR.requests().stream()
        .map(ReceivedRequest::body)
        .map(body -> new String(body, StandardCharsets.UTF_8))
        .collect(Collectors.toSet());
  }

  /** Otherwise a timer with the same moment would be wrong. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void hasTheLastMomentThatWasSet(String tradeType, Way way) {
    Instant timeExpire = WECHAT_PAY.clock().instant().plus(Duration.ofMinutes(2)).plusMillis(999);
    PrepayOrder order = tea().timeExpire(timeExpire).build();

    assertThat(way.apply(PREPAY, order)).as(tradeType).isNotBlank();

    assertThat(book.timeExpire(ORDER)).isEqualTo(Optional.ofNullable(order.timeExpire()));
    assertThat(order.timeExpire()).isBeforeOrEqualTo(timeExpire);
  }

  @Test
  void sendsOnlyMembersThatTheGatewayKnows() {
    PrepayOrder order =
        tea()
            .attach("table 7")
            .goodsTag("TEA")
            .supportFapiao(true)
            .profitSharing(true)
            .detail(
                new OrderDetail(
                    120L,
                    "RECEIPT-1",
                    List.of(new OrderDetail.Goods("SKU-1", "1001", "tea", 1, 120))))
            .sceneInfo(
                new SceneInfo(
                    IP, "DESK-1", new SceneInfo.StoreInfo("S-1", "Shop", "440305", "A 1"), null))
            .build();

    assertThat(PREPAY.jsapi(order, OPENID).paySign()).isNotBlank();
    SIMULATOR.reset();
    assertThat(PREPAY.h5(order, IP).withRedirect("https://shop.example.com/orders/1"))
        .endsWith("&redirect_url=https%3A%2F%2Fshop.example.com%2Forders%2F1");
  }

  @Test
  void cannotBePlacedAfterItWasPaidOrClosed() {
    assertThat(PREPAY.nativePay(tea().build()).value()).isNotBlank();
    assertThat(WECHAT_PAY.closeDecisively(ORDER).kind()).isEqualTo(CloseDecision.Kind.CLOSED);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> PREPAY.nativePay(tea().build()));

    SIMULATOR.reset();
    assertThat(PREPAY.nativePay(tea().build()).value()).isNotBlank();
    book.pay(ORDER);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> PREPAY.nativePay(tea().build()))
        .withMessageContaining("订单已支付");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void placesAnOrderForASubMerchant(String tradeType, Way way) {
    OrderBook shop = book.ofSubMerchant(SUB_MCHID);
    Prepay inOurApp = Prepay.ofSubMerchant(WECHAT_PAY, SIMULATOR.appid(), SUB_MCHID);
    Prepay inTheirs = Prepay.ofSubMerchant(WECHAT_PAY, SIMULATOR.appid(), SUB_MCHID, SUB_APPID);

    assertThat(shopCredential(way.apply(inOurApp, tea().build()), shop)).as(tradeType).isTrue();
    SIMULATOR.reset();
    assertThat(shopCredential(way.apply(inTheirs, tea().build()), shop)).as(tradeType).isTrue();
    shop.pay(ORDER);
    assertThat(WECHAT_PAY.subMerchant(SUB_MCHID).queryOrder(ORDER).subAppid()).isEqualTo(SUB_APPID);
  }

  private static boolean shopCredential(String credential, OrderBook shop) {
    return shop.credential(ORDER).orElseThrow().equals(credential);
  }

  @Test
  void placesACombinedOrder() {
    SimulatedMerchant other = SIMULATOR.addMerchant("1900000222");
    CombineOrder order =
        CombineOrder.builder("COMBINE-20261130-1")
            .subOrder(new CombineSubOrder(SIMULATOR.mchid(), ORDER, "t", "一杯茶", 100))
            .subOrder(new CombineSubOrder(other.mchid(), "ORDER-20261130-2", "c", "蛋糕", 250))
            .notifyUrl("https://shop.example.com/notices")
            .timeExpire(WECHAT_PAY.clock().instant().plus(Duration.ofMinutes(30)))
            .build();
    CombinePrepay prepay = CombinePrepay.of(WECHAT_PAY, SIMULATOR.appid());

    JsapiInvocation invocation = prepay.jsapi(order, OPENID);

    assertThat(invocation.packageValue())
        .isEqualTo("prepay_id=" + book.credential(ORDER).orElseThrow());
    assertThat(prepay.jsapi(order, OPENID).packageValue()).isNotEqualTo(invocation.packageValue());
    book.pay(ORDER);
    assertThat(other.book().state("ORDER-20261130-2")).contains(OrderState.PAID);
    assertThat(WECHAT_PAY.combineTransactions().query("COMBINE-20261130-1").subOrders())
        .extracting(Transaction::tradeType)
        .containsOnly("JSAPI");
  }

  @Test
  void placesACombinedOrderInEachOtherWay() {
    CombinePrepay prepay = CombinePrepay.of(WECHAT_PAY, SIMULATOR.appid());

    assertThat(book.credential(placed("A", order -> prepay.app(order).prepayId()))).isPresent();
    assertThat(book.credential(placed("B", order -> prepay.h5(order, IP).value()))).isPresent();
    assertThat(book.credential(placed("C", order -> prepay.nativePay(order).value()))).isPresent();
  }

  private static String placed(String name, Function<CombineOrder, String> prepay) {
    String first = "ORDER-" + name + "-1";
    CombineOrder order =
        CombineOrder.builder("COMBINE-" + name)
            .subOrder(new CombineSubOrder(SIMULATOR.mchid(), first, "t", "一杯茶", 100))
            .subOrder(
                new CombineSubOrder(SIMULATOR.mchid(), "ORDER-" + name + "-2", "c", "蛋糕", 250))
            .notifyUrl("https://shop.example.com/notices")
            .build();
    assertThat(prepay.apply(order)).isNotBlank();
    return first;
  }
}
