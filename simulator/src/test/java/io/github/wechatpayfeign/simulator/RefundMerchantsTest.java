package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refunds of every kind of merchant, each with its own numbers, by every kind of keys. */
class RefundMerchantsTest {
  private static final String ROOT = "/v3/refund/domestic/refunds";
  private static final String BODY =
      "{\"out_trade_no\":\"ORDER-0001\",\"out_refund_no\":\"R\","
          + "\"amount\":{\"refund\":40,\"total\":100,\"currency\":\"CNY\"}}";

  private final SteppedClock clock = new SteppedClock();

  @Test
  void refundsTheOrderOfASubMerchant() {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      OrderBook book = simulator.book().ofSubMerchant("1900000011");
      paid(simulator.book());
      paid(book);

      RawAnswer answer = applied(simulator, ofSubMerchant("1900000011"));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(book.refunds().refunded("ORDER-0001")).isEqualTo(40);
      assertThat(book.state("ORDER-0001")).contains(OrderState.REFUNDED);
      assertThat(simulator.book().refunds().states()).isEmpty();
      assertThat(queried(simulator, "?sub_mchid=1900000011").body()).isEqualTo(answer.body());
      assertThat(queried(simulator, "").code()).isEqualTo("RESOURCE_NOT_EXISTS");
      assertThat(queried(simulator, "?sub_mchid=X").code()).isEqualTo("PARAM_ERROR");
      assertThat(applied(simulator, ofSubMerchant("1900000012")).code())
          .isEqualTo("RESOURCE_NOT_EXISTS");
    }
  }

  @Test
  void refundsOneOrderOfACombineByTheMerchantThatItBelongsTo() {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      SimulatedMerchant other = simulator.addMerchant("1900000002");
      simulator
          .book()
          .createCombine(
              "COMBINE-01",
              List.of(
                  new SubOrder("1900000001", "ORDER-0001", 100),
                  new SubOrder("1900000002", "ORDER-0001", 100)));
      simulator.book().pay("ORDER-0001");

      RawAnswer answer = call(simulator).by(other).post(ROOT, BODY).send();

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(other.book().state("ORDER-0001")).contains(OrderState.REFUNDED);
      assertThat(other.book().refunds().refunded("ORDER-0001")).isEqualTo(40);
      assertThat(simulator.book().state("ORDER-0001")).contains(OrderState.PAID);
      assertThat(simulator.book().refunds().refunded("ORDER-0001")).isZero();
    }
  }

  @Test
  void refundsNoOrderOfAnotherOwnerByItsTransactionId() {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      OrderBook book = simulator.book().ofSubMerchant("1900000011");
      paid(book);
      String id =
          call(simulator)
              .get(
                  "/v3/pay/partner/transactions/out-trade-no/ORDER-0001"
                      + "?sp_mchid=1900000001&sub_mchid=1900000011")
              .send()
              .json()
              .path("transaction_id")
              .asText();
      String byId =
          BODY.replace("\"out_trade_no\":\"ORDER-0001\"", "\"transaction_id\":\"" + id + "\"");

      assertThat(applied(simulator, byId).code()).isEqualTo("RESOURCE_NOT_EXISTS");
      assertThat(book.state("ORDER-0001")).contains(OrderState.PAID);
      String ofSubMerchant = byId.replace("{\"trans", "{\"sub_mchid\":\"1900000011\",\"trans");
      assertThat(applied(simulator, ofSubMerchant).status()).isEqualTo(200);
    }
  }

  @Test
  void signsWithThePlatformCertificate() {
    try (WechatPaySimulator simulator = started(GatewayMode.PLATFORM_CERTIFICATE)) {
      paid(simulator.book());

      RawAnswer answer = applied(simulator, BODY);

      PlatformCertificate platform = simulator.platformCertificates().get(0);
      assertThat(answer.header("Wechatpay-Serial")).isEqualTo(platform.serial());
      assertThat(answer.isSignedBy(Pem.publicKeyOfCertificate(platform.pem()))).isTrue();
    }
  }

  @Test
  void refundsWithSm2(@TempDir Path folder) {
    Sm2Openssl sm2 = new Sm2Openssl(new Openssl(folder));
    try (WechatPaySimulator simulator = started(GatewayMode.SHANGMI)) {
      paid(simulator.book());

      RawAnswer answer = sm2.call(simulator, clock.seconds(), "ORDER-0001").post(ROOT, BODY).send();

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("Wechatpay-Signature-Type")).isEqualTo(Sm2Openssl.SCHEME);
      String pem = simulator.platformCertificates().get(0).pem();
      assertThat(sm2.isSignedBy(pem, answer.signedMessage(answer.body()), answer.signature()))
          .isTrue();
    }
  }

  @Test
  void forgetsRefundsAndSettingsWithReset() {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      paid(simulator.book());
      applied(simulator, BODY);
      simulator.book().refunds().notEnough(true);
      simulator.book().refunds().settleNew(RefundState.CLOSED, 0);

      simulator.reset();

      assertThat(simulator.book().refunds().states()).isEmpty();
      paid(simulator.book());
      assertThat(applied(simulator, BODY).json().path("status").asText()).isEqualTo("SUCCESS");
    }
  }

  private WechatPaySimulator started(GatewayMode mode) {
    return WechatPaySimulator.builder().clock(clock).mode(mode).strictAll().start();
  }

  private static void paid(OrderBook book) {
    book.create("ORDER-0001");
    book.pay("ORDER-0001");
  }

  private RawCall call(WechatPaySimulator simulator) {
    return new RawCall(simulator, clock.seconds(), "ORDER-0001");
  }

  private RawAnswer applied(WechatPaySimulator simulator, String body) {
    return call(simulator).post(ROOT, body).send();
  }

  private RawAnswer queried(WechatPaySimulator simulator, String query) {
    return call(simulator).get(ROOT + "/R" + query).send();
  }

  private static String ofSubMerchant(String subMchid) {
    return BODY.replace(
        "{\"out_trade_no\"", "{\"sub_mchid\":\"" + subMchid + "\",\"out_trade_no\"");
  }
}
