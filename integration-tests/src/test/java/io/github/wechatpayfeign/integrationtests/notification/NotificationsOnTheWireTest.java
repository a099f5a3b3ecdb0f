package io.github.wechatpayfeign.integrationtests.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.notification.CombineTransactionNotice;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.NotificationException;
import io.github.wechatpayfeign.api.notification.NotificationException.Reason;
import io.github.wechatpayfeign.api.notification.RefundNotice;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import io.github.wechatpayfeign.api.refund.RefundDecision;
import io.github.wechatpayfeign.api.refund.RefundRequest;
import io.github.wechatpayfeign.api.refund.RefundStatus;
import io.github.wechatpayfeign.api.refund.Refunds;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.integrationtests.support.SimulatedGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.simulator.NoticeDelivery;
import io.github.wechatpayfeign.simulator.NoticeFlaw;
import io.github.wechatpayfeign.simulator.SimulatedNotice;
import io.github.wechatpayfeign.simulator.SubOrder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationsOnTheWireTest {

  private static final String SUB_MCHID = "1900000222";

  private static Merchant merchantOf(WechatPaySimulator simulator, GatewayMode mode) {
    MerchantBuilder merchant =
        Merchant.builder()
            .mchid(simulator.mchid())
            .merchantSerial(simulator.merchantSerial())
            .privateKeyPem(simulator.merchantPrivateKeyPem())
            .apiV3Key(simulator.apiV3Key());
    return mode == GatewayMode.PUBLIC_KEY || mode == GatewayMode.MIGRATION
        ? merchant.wechatPayPublicKeyPem(simulator.publicKeyId(), simulator.publicKeyPem()).build()
        : merchant.build();
  }

  private static WechatPay clientOf(WechatPaySimulator simulator, GatewayMode mode) {
    return SimulatedGateway.builder(simulator, merchantOf(simulator, mode)).build();
  }

  private static SimulatedNotice paid(WechatPaySimulator simulator, NoticeServer server) {
    simulator.notices().defaultUrl(server.url());
    simulator.createOrder("ORDER-1");
    simulator.pay("ORDER-1");
    return simulator.notices().about("ORDER-1").get(0);
  }

  @ParameterizedTest
  @EnumSource(GatewayMode.class)
  void readPaymentsOfMerchantsProvidersAndCombinedOrders(GatewayMode mode) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start();
        WechatPay wechatPay = clientOf(simulator, mode);
        NoticeServer server = new NoticeServer(wechatPay)) {
      SimulatedNotice direct = paid(simulator, server);
      simulator.book().ofSubMerchant(SUB_MCHID).create("ORDER-2", 7);
      simulator.book().ofSubMerchant(SUB_MCHID).pay("ORDER-2");
      simulator
          .book()
          .createCombine("COMBINE-1", List.of(new SubOrder(simulator.mchid(), "ORDER-3", 9)));
      simulator.pay("ORDER-3");

      assertThat(direct.deliver().isAccepted()).as(() -> "" + server.refused()).isTrue();
      assertThat(simulator.notices().deliverPending()).allMatch(NoticeDelivery::isAccepted);

      assertThat(server.received()).hasSize(3);
      assertThat(server.received().get(0).as(TransactionNotice.class).total()).isEqualTo(100);
      assertThat(server.received())
          .filteredOn(TransactionNotice.class::isInstance)
          .extracting(notice -> notice.as(TransactionNotice.class).transaction().subMchid())
          .contains(SUB_MCHID);
      assertThat(server.received())
          .filteredOn(CombineTransactionNotice.class::isInstance)
          .extracting(notice -> notice.as(CombineTransactionNotice.class).combineOutTradeNo())
          .containsExactly("COMBINE-1");
    }
  }

  @ParameterizedTest
  @EnumSource(GatewayMode.class)
  void refuseWhatIsFalse(GatewayMode mode) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start();
        WechatPay wechatPay = clientOf(simulator, mode);
        NoticeServer server = new NoticeServer(wechatPay)) {
      SimulatedNotice notice = paid(simulator, server);
      for (Falsification how : Falsification.values()) {
        assertThat(notice.deliver(how).status()).as(how::name).isEqualTo(401);
      }
      assertThat(server.refused())
          .hasSize(Falsification.values().length)
          .allMatch(refusal -> refusal.reason() == Reason.NOT_VERIFIED);
      assertThat(notice.deliver(NoticeFlaw.BROKEN_JSON).status()).isEqualTo(400);
      assertThat(notice.deliver(NoticeFlaw.WRONG_API_V3_KEY).status()).isEqualTo(500);
      assertThat(notice.deliver(NoticeFlaw.UNKNOWN_EVENT).status()).isEqualTo(204);
      assertThat(server.received()).isEmpty();

      assertThat(notice.deliver().isAccepted()).isTrue();
      assertThat(server.received()).singleElement().isInstanceOf(TransactionNotice.class);
      assertThat(server.refused())
          .extracting(NotificationException::verification)
          .contains(Optional.of(ResponseNotVerifiedException.Reason.SIGNTEST_PROBE));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayMode.class,
      names = {"PLATFORM_CERTIFICATE", "SHANGMI"})
  void downloadTheCertificateThatANoticeIsTheFirstToName(GatewayMode mode) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start();
        WechatPay wechatPay = clientOf(simulator, mode);
        NoticeServer server = new NoticeServer(wechatPay)) {
      assertThat(wechatPay.wechatPayKeys()).isEmpty();
      assertThat(paid(simulator, server).deliver().isAccepted()).isTrue();
      assertThat(wechatPay.wechatPayKeys()).hasSize(1);
    }
  }

  @Test
  void downloadASuccessorThatANoticeIsTheFirstToName() {
    GatewayMode mode = GatewayMode.PLATFORM_CERTIFICATE;
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start();
        WechatPay wechatPay = clientOf(simulator, mode);
        NoticeServer server = new NoticeServer(wechatPay)) {
      wechatPay.refreshPlatformCertificates();
      assertThat(wechatPay.wechatPayKeys()).hasSize(1);
      simulator.issuePlatformCertificate();
      simulator.useNewestPlatformCertificate();

      assertThat(paid(simulator, server).deliver().isAccepted())
          .as(() -> "" + server.refused())
          .isTrue();

      assertThat(wechatPay.wechatPayKeys()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayMode.class,
      names = {"PUBLIC_KEY", "SHANGMI"})
  void readHowARefundEnded(GatewayMode mode) {
    try (WechatPaySimulator simulator = WechatPaySimulator.builder().mode(mode).start();
        WechatPay wechatPay = clientOf(simulator, mode);
        NoticeServer server = new NoticeServer(wechatPay)) {
      SimulatedNotice payment = paid(simulator, server);
      RefundDecision decision =
          Refunds.of(wechatPay)
              .refundDecisively(
                  RefundRequest.ofOrder("ORDER-1")
                      .outRefundNo("REFUND-1")
                      .refund(100)
                      .total(100)
                      .build());
      assertThat(decision).isInstanceOf(RefundDecision.Refunded.class);

      List<SimulatedNotice> refunds = simulator.notices().about("REFUND-1");
      assertThat(refunds).hasSize(1);
      assertThat(refunds.get(0).deliver().isAccepted()).as(() -> "" + server.refused()).isTrue();
      // Notices do not come in order.
      assertThat(payment.deliver().isAccepted()).isTrue();

      Notice first = server.received().get(0);
      RefundNotice refund = first.as(RefundNotice.class);
      assertThat(refund.outRefundNo()).isEqualTo("REFUND-1");
      assertThat(refund.refund().status()).isEqualTo(RefundStatus.SUCCESS);
    }
  }
}
