package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments and refunds are told to the merchant, as often and as badly as a test wants. */
class NoticesTest extends SimulatorTest {
  private static final String ORDER = "ORDER-0001";

  private final NoticeReceiver receiver = new NoticeReceiver();
  private final Notices notices = simulator.notices();

  NoticesTest() {
    notices.answerLimit(Duration.ofMinutes(1));
  }

  @AfterEach
  void stopTheReceiver() {
    receiver.close();
  }

  @Test
  void tellsAPaymentToTheUrlOfThePrepay() throws Exception {
    RawAnswer placed = placed(receiver.url());
    assertThat(placed.status()).as(placed.text()).isEqualTo(200);
    simulator.pay(ORDER);

    NoticeDelivery delivery = notices.about(ORDER).get(0).deliver();

    assertThat(delivery.status()).isEqualTo(204);
    assertThat(receiver.methods).containsExactly("POST /paid");
    RawAnswer notice = receiver.last();
    assertThat(notice.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(notice.header("Wechatpay-Serial")).isEqualTo(simulator.publicKeyId());
    assertThat(notice.header("Wechatpay-Signature-Type")).isEqualTo("WECHATPAY2-SHA256-RSA2048");
    assertThat(notice.header("Wechatpay-Timestamp")).isEqualTo(Long.toString(clock.seconds()));
    assertThat(notice.isSignedBy(simulator.publicKeyPem())).isTrue();
    JsonNode json = notice.json();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id", "create_time", "event_type", "resource_type", "summary", "resource");
    assertThat(json.path("id").asText())
        .isEqualTo(delivery.noticeId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(json.path("create_time").asText()).isEqualTo("2027-01-15T16:00:00+08:00");
    assertThat(json.path("event_type").asText()).isEqualTo("TRANSACTION.SUCCESS");
    assertThat(json.path("resource_type").asText()).isEqualTo("encrypt-resource");
    assertThat(json.path("summary").asText()).isEqualTo("支付成功");
    assertThat(receiver.resource().path("algorithm").asText()).isEqualTo("AEAD_AES_256_GCM");
    assertThat(receiver.resource().path("original_type").asText()).isEqualTo("transaction");
    assertThat(receiver.resource().path("associated_data").asText()).isEqualTo("transaction");
    String transactionId = queried().json().path("transaction_id").asText();
    assertThat(receiver.opened(simulator.apiV3Key()))
        .isEqualTo(
            "{\"amount\":{\"currency\":\"CNY\",\"payer_currency\":\"CNY\",\"payer_total\":1,"
                + "\"total\":1},\"appid\":\"wx1\",\"attach\":\"\",\"bank_type\":\"OTHERS\","
                + "\"mchid\":\"1900000001\",\"out_trade_no\":\"ORDER-0001\","
                + "\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"},"
                + "\"success_time\":\"2027-01-15T16:00:00+08:00\",\"trade_state\":\"SUCCESS\","
                + "\"trade_state_desc\":\"支付成功\",\"trade_type\":\"NATIVE\","
                + "\"transaction_id\":\""
                + transactionId
                + "\"}");
  }

  @Test
  void sendsNothingByItselfAndNothingWithoutAUrl() {
    simulator.createOrder(ORDER);
    simulator.pay(ORDER);
    assertThat(notices.all()).isEmpty();

    notices.defaultUrl(receiver.url());
    simulator.createOrder("ORDER-0002");
    simulator.pay("ORDER-0002");
    assertThat(notices.pending()).extracting(SimulatedNotice::number).containsExactly("ORDER-0002");
    assertThat(receiver.received).isEmpty();
    assertThat(notices.deliverPending()).hasSize(1);
    assertThat(receiver.received).hasSize(1);
  }

  @Test
  void tellsOnlyPayments() {
    notices.defaultUrl(receiver.url());
    simulator.createOrder(ORDER);
    simulator.book().startPaying(ORDER);
    simulator.book().move(ORDER, OrderState.UNPAID);
    call(ORDER).send();

    assertThat(notices.all()).isEmpty();
  }

  @Test
  void tellsTheCouponOfAPayment() throws Exception {
    notices.defaultUrl(receiver.url());
    simulator.createOrder(ORDER);
    simulator.book().payWithCoupon(ORDER, 30);
    notices.deliverPending();

    JsonNode resource = new JsonMapper().readTree(receiver.opened(simulator.apiV3Key()));
    assertThat(resource.at("/amount/payer_total").asInt()).isEqualTo(70);
    assertThat(resource.at("/promotion_detail/0/amount").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(
      value = RefundState.class,
      names = {"SUCCESS", "ABNORMAL", "CLOSED"})
  void tellsTheEndOfARefund(RefundState end) throws Exception {
    simulator.createOrder(ORDER);
    simulator.pay(ORDER);
    simulator.book().refunds().settleNew(end, 1);
    assertThat(refunded().status()).isEqualTo(200);
    assertThat(notices.all()).isEmpty();
    call(ORDER).get("/v3/refund/domestic/refunds/REFUND-1").send();

    notices.about("REFUND-1").get(0).deliver();

    JsonNode json = receiver.last().json();
    assertThat(json.path("event_type").asText()).isEqualTo("REFUND." + end);
    assertThat(json.path("summary").asText()).startsWith("退款");
    assertThat(receiver.resource().path("original_type").asText()).isEqualTo("refund");
    assertThat(receiver.opened(simulator.apiV3Key()))
        .matches(
            "\\{\"amount\":\\{\"payer_refund\":40,\"payer_total\":100,\"refund\":40,\"total\":100},"
                + "\"mchid\":\"1900000001\",\"out_refund_no\":\"REFUND-1\","
                + "\"out_trade_no\":\"ORDER-0001\",\"refund_id\":\"50[0-9]{27}\","
                + "\"refund_status\":\""
                + end
                + "\","
                + (end == RefundState.SUCCESS
                    ? "\"success_time\":\"2027-01-15T16:00:00\\+08:00\","
                    : "")
                + "\"transaction_id\":\"42[0-9]{26}\",\"user_received_account\":\"支付用户零钱\"}");
  }

  @Test
  void signsEachDeliveryAnewButKeepsTheBody() {
    SimulatedNotice notice = paid();
    receiver.status = 500;
    notice.deliver();
    clock.advanceSeconds(1200);
    notice.deliver();

    RawAnswer first = receiver.received.get(0);
    RawAnswer second = receiver.received.get(1);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Wechatpay-Timestamp")).isEqualTo(Long.toString(clock.seconds()));
    assertThat(second.header("Wechatpay-Nonce")).isNotEqualTo(first.header("Wechatpay-Nonce"));
    assertThat(first.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(second.isSignedBy(simulator.publicKeyPem())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204})
  void endsWithAnAnswerThatAccepts(int status) {
    SimulatedNotice notice = paid();
    receiver.status = status;

    assertThat(notice.deliver().isAccepted()).isTrue();
    assertThat(notice.isPending()).isFalse();
    assertThat(notice.nextDelay()).isEmpty();
    assertThat(notices.deliverPending()).isEmpty();
    assertThat(notice.deliver().attempt()).as("a late duplicate").isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 302, 401, 500})
  void goesOnAfterAnyOtherAnswer(int status) {
    SimulatedNotice notice = paid();
    receiver.status = status;
    receiver.answer = "{\"code\":\"FAIL\",\"message\":\"失败\"}";

    NoticeDelivery delivery = notice.deliver();

    assertThat(delivery.status()).isEqualTo(status);
    assertThat(delivery.body()).isEqualTo(receiver.answer);
    assertThat(delivery.took()).isPositive();
    assertThat(delivery.failure()).isEmpty();
    assertThat(notice.isPending()).isTrue();
    assertThat(receiver.received).hasSize(1);
  }

  @Test
  void repeatsFifteenTimesInADay() {
    SimulatedNotice notice = paid();
    receiver.status = 500;
    List<Duration> delays = new ArrayList<>();
    while (notice.isPending()) {
      delays.add(notice.nextDelay().orElseThrow());
      notices.deliverPending();
    }

    assertThat(delays).hasSize(16).startsWith(Duration.ZERO, Duration.ofSeconds(15));
    assertThat(delays.get(5)).isEqualTo(Duration.ofMinutes(10));
    assertThat(delays.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofHours(24).plusMinutes(4));
    assertThat(receiver.received).hasSize(16);
    assertThat(notice.deliveries()).extracting(NoticeDelivery::attempt).endsWith(15, 16);
    assertThat(notice.nextDelay()).isEmpty();
  }

  @Test
  void repeatsByItselfInATimeLapse() {
    receiver.status = 500;
    notices.start(1e9);
    SimulatedNotice notice = paid();

    Waiting.until(() -> !notice.isPending());
    Waiting.until(() -> notice.deliveries().size() == 16);
    assertThat(receiver.received).hasSize(16);
  }

  @Test
  void startsWithWhatIsPendingAndStops() {
    SimulatedNotice notice = paid();
    notices.start(1);
    Waiting.until(() -> notice.deliveries().size() == 1);
    assertThat(notice.isPending()).isFalse();
    notices.stop();

    simulator.createOrder("ORDER-0002");
    simulator.pay("ORDER-0002");
    assertThat(notices.pending()).hasSize(1);
  }

  @Test
  void deliversTwiceAtTheSameTime() throws Exception {
    SimulatedNotice notice = paid();
    receiver.gate = new CountDownLatch(1);
    Thread both = new Thread(notice::deliverTwice);
    both.start();

    Waiting.until(() -> receiver.received.size() == 2);
    assertThat(notice.deliveries()).isEmpty();
    receiver.gate.countDown();
    both.join();
    assertThat(notice.deliveries()).extracting(NoticeDelivery::attempt).containsExactly(1, 1);
    assertThat(receiver.received.get(0).header("Wechatpay-Nonce"))
        .isNotEqualTo(receiver.received.get(1).header("Wechatpay-Nonce"));
  }

  @Test
  void givesUpAfterTheLimit() {
    SimulatedNotice notice = paid();
    receiver.gate = new CountDownLatch(1);
    notices.answerLimit(Duration.ofMillis(100));

    NoticeDelivery delivery = notice.deliver();

    assertThat(delivery.status()).isZero();
    assertThat(delivery.failure()).contains("Timeout");
    assertThat(delivery.isWithinFiveSeconds()).isFalse();
    assertThat(notice.isPending()).isTrue();
  }

  @Test
  void recordsThatNobodyListens() {
    SimulatedNotice notice = paid();
    receiver.close();

    assertThat(notice.deliver().failure()).contains("ConnectException");
  }

  @Test
  void deliversInAnyOrder() {
    paid();
    assertThat(refunded().status()).isEqualTo(200);

    notices.about("REFUND-1").get(0).deliver();
    notices.about(ORDER).get(0).deliver();

    assertThat(receiver.received)
        .extracting(notice -> notice.json().path("event_type").asText())
        .containsExactly("REFUND.SUCCESS", "TRANSACTION.SUCCESS");
    assertThat(notices.deliveries())
        .extracting(NoticeDelivery::eventType)
        .containsExactly("TRANSACTION.SUCCESS", "REFUND.SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/paid",
        "http://10.0.0.1/paid",
        "http://127.0.0.1.example.com/paid",
        "http://localhost.example/paid",
        "http://127.0.0.1@10.0.0.1/paid",
        "http://user@127.0.0.1/paid",
        "http://[::2]/paid",
        "https://127.0.0.1/paid",
        "ftp://127.0.0.1/paid"
      })
  void leavesThisMachineNever(String url) {
    assertThatThrownBy(() -> notices.defaultUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The simulator sends notices by HTTP to this machine only: set a notify_url such as"
                + " http://127.0.0.1:8080/paid instead of \"%s\", or allow its host (notifyHosts, or"
                + " --notify-hosts of the command)",
            url);
  }

  @Test
  void refusesToDeliverToAnotherMachineAndCountsNothing() {
    assertThat(placed("https://shop.example/paid").status()).isEqualTo(200);
    simulator.pay(ORDER);
    SimulatedNotice notice = notices.about(ORDER).get(0);

    assertThatThrownBy(notice::deliver).hasMessageContaining("https://shop.example/paid");
    assertThatThrownBy(notice::deliverTwice).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> notice.deliver(NoticeFlaw.BROKEN_JSON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(notice.deliveries()).isEmpty();
    assertThat(notice.nextDelay()).contains(Duration.ZERO);
  }

  @Test
  void acceptsEveryNameOfThisMachine() {
    for (String host : List.of("localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]")) {
      notices.defaultUrl("http://" + host + ":8080/paid");
    }
  }

  @Test
  void rejectsIllegalValues() {
    assertThatThrownBy(() -> notices.start(0)).hasMessage("timeLapse must be above 0, but is 0.0");
    assertThatThrownBy(() -> notices.start(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> notices.answerLimit(Duration.ZERO))
        .hasMessage("The limit must be 1 ms to 1 hour, but is PT0S");
  }

  @Test
  void forgetsEverythingWithReset() {
    notices.start(1);
    paid();
    simulator.reset();

    assertThat(notices.all()).isEmpty();
    simulator.createOrder(ORDER);
    simulator.pay(ORDER);
    assertThat(notices.all()).isEmpty();
  }

  private SimulatedNotice paid() {
    notices.defaultUrl(receiver.url());
    simulator.createOrder(ORDER);
    simulator.pay(ORDER);
    return notices.about(ORDER).get(0);
  }

  private RawAnswer placed(String notifyUrl) {
    String body =
        ("{'appid':'wx1','mchid':'1900000001','description':'a','out_trade_no':'%s',"
                + "'notify_url':'%s','amount':{'total':1}}")
            .formatted(ORDER, notifyUrl)
            .replace('\'', '"');
    return call(ORDER).post("/v3/pay/transactions/native", body).send();
  }

  private RawAnswer queried() {
    return call(ORDER)
        .get("/v3/pay/transactions/out-trade-no/" + ORDER + "?mchid=1900000001")
        .send();
  }

  private RawAnswer refunded() {
    String body =
        ("{'out_trade_no':'%s','out_refund_no':'REFUND-1','notify_url':'%s',"
                + "'amount':{'refund':40,'total':100,'currency':'CNY'}}")
            .formatted(ORDER, receiver.url())
            .replace('\'', '"');
    return call(ORDER).post("/v3/refund/domestic/refunds", body).send();
  }
}
