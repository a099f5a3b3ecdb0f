package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundChange;
import io.github.wechatpayfeign.simulator.order.RefundState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refund is accepted once for its number, and never for more than the order. */
class RefundTest extends SharedSimulatorTest {
  private static final String ROOT = "/v3/refund/domestic/refunds";
  private static final String BODY =
      "{'out_trade_no':'ORDER-A','out_refund_no':'REFUND-ORDER','reason':'商品已售完',"
          + "'notify_url':'https://shop.example/refunded','funds_account':'AVAILABLE',"
          + "'amount':{'refund':100,'total':888,'currency':'CNY',"
          + "'from':[{'account':'AVAILABLE','amount':100}]},"
          + "'goods_detail':[{'merchant_goods_id':'1217752501201407033233368018',"
          + "'wechatpay_goods_id':'1001','goods_name':'iPhone6s','unit_price':528800,"
          + "'refund_amount':528800,'refund_quantity':1}]}";

  private final RefundBook refunds = simulator.book().refunds();

  @BeforeEach
  void createPaidOrder() {
    simulator.book().create(own("ORDER-A"), 888);
    simulator.book().pay(own("ORDER-A"));
  }

  @AfterEach
  void forgetTheSettings() {
    refunds.settleNew(RefundState.SUCCESS, 0);
    refunds.notEnough(false);
  }

  @Test
  void refundsAtOnceAndAnswersTheRefund() {
    RawAnswer answer = applied(BODY);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    String transactionId = query(own("ORDER-A")).json().at("/transaction_id").asText();
    assertThat(answer.text())
        .matches(
            own(
                "\\{\"amount\":\\{\"currency\":\"CNY\",\"discount_refund\":0,"
                    + "\"from\":\\[\\{\"account\":\"AVAILABLE\",\"amount\":100}],"
                    + "\"payer_refund\":100,\"payer_total\":888,\"refund\":100,"
                    + "\"settlement_refund\":100,\"settlement_total\":888,\"total\":888},"
                    + "\"channel\":\"ORIGINAL\",\"create_time\":\"[-0-9]{10}T16:00:0[0-9]\\+08:00\","
                    + "\"funds_account\":\"AVAILABLE\",\"out_refund_no\":\"REFUND-ORDER\","
                    + "\"out_trade_no\":\"ORDER-A\",\"promotion_detail\":\\[],"
                    + "\"refund_id\":\"50[0-9]{27}\",\"status\":\"SUCCESS\","
                    + "\"success_time\":\"[-0-9]{10}T16:00:0[0-9]\\+08:00\",\"transaction_id\":\""
                    + transactionId
                    + "\",\"user_received_account\":\"支付用户零钱\"}"));
    assertThat(queried("REFUND-ORDER").body()).isEqualTo(answer.body());
    assertThat(simulator.state(own("ORDER-A"))).contains(OrderState.REFUNDED);
    assertThat(refunds.notifyUrl(own("REFUND-ORDER"))).contains("https://shop.example/refunded");
  }

  @Test
  void acceptsTheTransactionIdInsteadOfTheNumberOrBoth() {
    String id = query(own("ORDER-A")).json().at("/transaction_id").asText();
    String both = BODY.replace("{'out_trade_no'", "{'transaction_id':'" + id + "','out_trade_no'");

    assertThat(applied(both.replace("'out_trade_no':'ORDER-A',", "")).status()).isEqualTo(200);
    assertThat(applied(both).status()).isEqualTo(200);
    assertThat(applied(both.replace("ORDER-A", "ORDER-B")).code()).isEqualTo("INVALID_REQUEST");
    assertThat(applied(both.replace(id, "1" + id)).code()).isEqualTo("RESOURCE_NOT_EXISTS");
    assertThat(refunds.numbersOf(own("ORDER-A"))).containsExactly(own("REFUND-ORDER"));
  }

  @Test
  void refundsANumberOnlyOnce() {
    RawAnswer first = applied(BODY);
    RawAnswer again = applied(BODY);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(refunds.refunded(own("ORDER-A"))).isEqualTo(100);
    assertThat(refunds.amount(own("REFUND-ORDER"))).isEqualTo(100);
  }

  @Test
  void refundsOnceThoughTheAnswerIsLost() {
    simulator.failNext(
        Fault.drop(Moment.AFTER_APPLYING),
        Fault.error(500, "SYSTEM_ERROR").at(Moment.AFTER_APPLYING));

    assertThat(request(BODY).sendForBytes()).isEmpty();
    assertThat(applied(BODY).code()).isEqualTo("SYSTEM_ERROR");
    assertThat(applied(BODY).status()).isEqualTo(200);
    assertThat(refunds.refunded(own("ORDER-A"))).isEqualTo(100);
  }

  @Test
  void refundsNothingIfTheRequestIsLost() {
    simulator.failNext(Fault.drop(Moment.BEFORE_APPLYING));

    assertThat(request(BODY).sendForBytes()).isEmpty();
    assertThat(queried("REFUND-ORDER").code()).isEqualTo("RESOURCE_NOT_EXISTS");
    assertThat(simulator.state(own("ORDER-A"))).contains(OrderState.PAID);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'refund':100, 'refund':101, 订单金额或退款金额与之前请求不一致",
        "'total':888, 'total':889, 订单金额或退款金额与之前请求不一致",
        "ORDER-A, ORDER-B, 请求内容和上次请求不一致",
      })
  void refusesAUsedNumberForAnythingElse(String part, String instead, String message) {
    applied(BODY);
    RawAnswer answer = applied(BODY.replace(part, instead));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.message()).isEqualTo(message);
    assertThat(refunds.refunded(own("ORDER-A"))).isEqualTo(100);
  }

  @Test
  void refusesAnotherTotalThanThatOfTheOrder() {
    RawAnswer answer = applied(BODY.replace("888", "889"));

    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.message()).isEqualTo("订单金额或退款金额与之前请求不一致");
    assertThat(simulator.state(own("ORDER-A"))).contains(OrderState.PAID);
  }

  @Test
  void refundsInPartsUpToTheTotal() {
    assertThat(part(1, 500).status()).isEqualTo(200);
    assertThat(part(2, 389).code()).isEqualTo("INVALID_REQUEST");
    assertThat(part(3, 388).status()).isEqualTo(200);
    assertThat(part(4, 1).code()).isEqualTo("INVALID_REQUEST");

    assertThat(refunds.refunded(own("ORDER-A"))).isEqualTo(888);
    assertThat(refunds.numbersOf(own("ORDER-A"))).containsExactly(own("ORDER@1"), own("ORDER@3"));
    assertThat(refunds.states()).containsKeys(own("ORDER@1"), own("ORDER@3"));
  }

  @Test
  void refundsInFiftyPartsAtMost() {
    for (int i = 1; i <= 50; i++) {
      assertThat(part(i, 1).status()).as("part %d", i).isEqualTo(200);
    }

    assertThat(part(51, 1).code()).isEqualTo("INVALID_REQUEST");
    assertThat(part(50, 1).status()).isEqualTo(200);
    assertThat(refunds.refunded(own("ORDER-A"))).isEqualTo(50);
  }

  @Test
  void refusesToRefundWhatWasNotPaid() {
    simulator.book().create(own("ORDER-B"), 888);
    for (String number : new String[] {"ORDER-B", "ORDER-C"}) {
      RawAnswer answer = applied(BODY.replace("ORDER-A", number));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("RESOURCE_NOT_EXISTS");
    }
    assertThat(refunds.state(own("REFUND-ORDER"))).isEmpty();
  }

  @Test
  void refusesToRefundAfterAYear() {
    clock.advanceSeconds(365L * 24 * 3600);
    assertThat(part(1, 1).status()).isEqualTo(200);
    clock.advanceSeconds(1);
    assertThat(part(2, 1).code()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void refusesToRefundWhatWasRefundedByHand() {
    simulator.book().refund(own("ORDER-A"));

    assertThat(applied(BODY).code()).isEqualTo("INVALID_REQUEST");
    assertThat(refunds.refunded(own("ORDER-A"))).isZero();
  }

  @Test
  void refusesWithoutMoneyAndAcceptsTheSameNumberLater() {
    refunds.notEnough(true);
    RawAnswer refused = applied(BODY);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("NOT_ENOUGH");
    assertThat(simulator.state(own("ORDER-A"))).contains(OrderState.PAID);
    refunds.notEnough(false);
    assertThat(applied(BODY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = RefundState.class,
      names = {"SUCCESS", "ABNORMAL", "CLOSED"})
  void endsWithTheQueryThatTheTestSays(RefundState end) {
    refunds.settleNew(end, 2);

    assertThat(status(applied(BODY))).isEqualTo("PROCESSING");
    assertThat(status(queried("REFUND-ORDER"))).isEqualTo("PROCESSING");
    assertThat(status(applied(BODY))).isEqualTo("PROCESSING");
    RawAnswer second = queried("REFUND-ORDER");
    assertThat(status(second)).isEqualTo(end.name());
    assertThat(second.json().has("success_time")).isEqualTo(end == RefundState.SUCCESS);
    assertThat(refunds.history(own("REFUND-ORDER")))
        .extracting(RefundChange::state)
        .containsExactly(RefundState.PROCESSING, end);
  }

  @Test
  void schedulesTheEndOfARefundThatDoesNotExistYet() {
    refunds.schedule(own("REFUND-ORDER"), RefundState.ABNORMAL, 1);
    assertThat(queried("REFUND-ORDER").status()).isEqualTo(404);

    assertThat(status(applied(BODY))).isEqualTo("PROCESSING");
    assertThat(status(queried("REFUND-ORDER"))).isEqualTo("ABNORMAL");
    refunds.move(own("REFUND-ORDER"), RefundState.SUCCESS);
    assertThat(status(queried("REFUND-ORDER"))).isEqualTo("SUCCESS");
  }

  @Test
  void keepsTheNumberOfAClosedRefundButGivesBackItsAmount() {
    refunds.settleNew(RefundState.CLOSED, 0);
    assertThat(status(part(1, 888))).isEqualTo("CLOSED");
    refunds.settleNew(RefundState.SUCCESS, 0);

    assertThat(status(part(1, 888))).isEqualTo("CLOSED");
    assertThat(refunds.refunded(own("ORDER-A"))).isZero();
    assertThat(status(part(2, 888))).isEqualTo("SUCCESS");
    assertThat(refunds.refunded(own("ORDER-A"))).isEqualTo(888);
  }

  @Test
  void refundsTheCouponInProportion() {
    simulator.book().create(own("ORDER-C"), 1000);
    simulator.book().payWithCoupon(own("ORDER-C"), 250);
    RawAnswer answer = applied(BODY.replace("ORDER-A", "ORDER-C").replace("888", "1000"));

    assertThat(answer.json().at("/amount/payer_total").asInt()).isEqualTo(750);
    assertThat(answer.json().at("/amount/payer_refund").asInt()).isEqualTo(75);
    assertThat(answer.json().at("/amount/discount_refund").asInt()).isEqualTo(25);
    assertThat(answer.json().at("/promotion_detail/0/refund_amount").asInt()).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'out_refund_no':'REFUND-ORDER',; ``; out_refund_no",
        "REFUND-ORDER; A/B; out_refund_no",
        "'out_trade_no':'ORDER-A',; ``; 微信支付订单号和商户订单号二选一必填",
        "ORDER-A; 12345; out_trade_no",
        "商品已售完; ``; reason",
        "https://shop.example/refunded; https://shop.example/refunded?a=1; notify_url",
        "https:; ftp:; notify_url",
        "'funds_account':'AVAILABLE'; 'funds_account':'OTHER'; funds_account",
        "'refund':100,; ``; amount/refund",
        "'refund':100; 'refund':0; amount/refund",
        "'refund':100; 'refund':1.5; amount/refund",
        "'total':888,; ``; amount/total",
        "'currency':'CNY',; ``; amount/currency",
        "CNY; USD; amount/currency",
        "'account':'AVAILABLE'; 'account':'BASIC'; amount/from/0/account",
        "'refund_quantity':1; 'refund_quantity':0; goods_detail/0/refund_quantity",
        "{'out_trade_no'; {'attach':'a','out_trade_no'; 请求包体只允许包含",
        "'currency':'CNY'; 'currency':'CNY','fee':1; 请求包体只允许包含",
        "'reason':'商品已售完'; 'reason':null; reason",
      })
  void namesTheFieldThatIsMissingOrBroken(String part, String instead, String named) {
    RawAnswer answer = applied(BODY.replace(part, instead));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.message()).contains(named);
    assertThat(simulator.state(own("ORDER-A"))).contains(OrderState.PAID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%20", "1234567890123456789012345678901234567890123456789012345678901234X"})
  void refusesToQueryAnIllegalNumber(String number) {
    assertThat(queried(number).code()).isEqualTo("PARAM_ERROR");
  }

  @Test
  void queriesANumberThatHasToBeEscaped() {
    applied(BODY.replace("REFUND-ORDER", "ORDER|*@_-"));

    assertThat(status(queried("ORDER%7C*%40_-"))).isEqualTo("SUCCESS");
  }

  private RawAnswer part(int number, long fen) {
    return applied(
        BODY.replace("REFUND-ORDER", "ORDER@" + number).replace("'refund':100", "'refund':" + fen));
  }

  private RawAnswer applied(String body) {
    return request(body).send();
  }

  private RawCall request(String body) {
    return call().post(ROOT, own(body).replace('\'', '"'));
  }

  private RawAnswer queried(String number) {
    return get(ROOT + "/" + own(number)).send();
  }

  private static String status(RawAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("status").asText();
  }
}
