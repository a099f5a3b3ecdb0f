package io.github.wechatpayfeign.springtests.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.notification.CombineTransactionNotice;
import io.github.wechatpayfeign.api.notification.Notice;
import io.github.wechatpayfeign.api.notification.TransactionNotice;
import io.github.wechatpayfeign.simulator.NoticeDelivery;
import io.github.wechatpayfeign.simulator.NoticeFlaw;
import io.github.wechatpayfeign.simulator.SimulatedNotice;
import io.github.wechatpayfeign.simulator.SubOrder;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The same on each kind of web application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NotificationContract {

  private static final String SECOND = "1900000222";

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final ConfigurableApplicationContext application;
  private final Queue<Notice> received;

  @SuppressWarnings("unchecked")
  NotificationContract(WebApplicationType type) {
    var second = simulator.addMerchant(SECOND);
    application =
        new SpringApplicationBuilder(NotificationApplication.class)
            .web(type)
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--wechatpay.base-url=" + simulator.baseUrl(),
                "--wechatpay.mchid=" + simulator.mchid(),
                "--wechatpay.merchant-serial=" + simulator.merchantSerial(),
                "--wechatpay.private-key=" + simulator.merchantPrivateKeyPem(),
                "--wechatpay.public-key-id=" + simulator.publicKeyId(),
                "--wechatpay.public-key=" + simulator.publicKeyPem(),
                "--wechatpay.api-v3-key=" + simulator.apiV3Key(),
                "--wechatpay.merchants.shop.mchid=" + second.mchid(),
                "--wechatpay.merchants.shop.merchant-serial=" + second.serial(),
                "--wechatpay.merchants.shop.private-key=" + second.privateKeyPem(),
                "--wechatpay.merchants.shop.public-key-id=" + simulator.publicKeyId(),
                "--wechatpay.merchants.shop.public-key=" + simulator.publicKeyPem(),
                "--wechatpay.merchants.shop.api-v3-key=" + second.apiV3Key());
    received = application.getBean("received", Queue.class);
  }

  @BeforeEach
  void reset() {
    simulator.reset();
    received.clear();
  }

  @AfterAll
  void stop() {
    application.close();
    simulator.close();
  }

  private String url(String path) {
    return "http://127.0.0.1:"
        + application.getEnvironment().getRequiredProperty("local.server.port")
        + path;
  }

  /** Returns the notice of a paid order, which goes to a path. */
  private SimulatedNotice paid(String path) {
    simulator.notices().defaultUrl(url(path));
    simulator.createOrder("ORDER-1");
    simulator.pay("ORDER-1");
    return simulator.notices().about("ORDER-1").get(0);
  }

  @Test
  void handsAPaymentToTheController() {
    NoticeDelivery delivery = paid("/paid").deliver();

    assertThat(delivery.status()).isEqualTo(204);
    assertThat(delivery.isAccepted()).isTrue();
    assertThat(received)
        .singleElement()
        .isInstanceOfSatisfying(
            TransactionNotice.class,
            notice -> {
              assertThat(notice.outTradeNo()).isEqualTo("ORDER-1");
              assertThat(notice.total()).isEqualTo(100);
            });
  }

  @Test
  void handsARepeatedNoticeToTheControllerAgain() {
    assertThat(paid("/paid").deliverTwice()).allMatch(NoticeDelivery::isAccepted);
    assertThat(received).hasSize(2);
  }

  @Test
  void handsACombinedPaymentToTheController() {
    simulator.notices().defaultUrl(url("/combined"));
    simulator
        .book()
        .createCombine("COMBINE-1", List.of(new SubOrder(simulator.mchid(), "ORDER-1", 7)));
    simulator.pay("ORDER-1");

    assertThat(simulator.notices().about("COMBINE-1").get(0).deliver().isAccepted()).isTrue();
    assertThat(received).singleElement().isInstanceOf(CombineTransactionNotice.class);
  }

  @Test
  void refusesAnotherTypeThanTheParameters() {
    NoticeDelivery delivery = paid("/refunded").deliver();

    assertThat(delivery.status()).isEqualTo(500);
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Falsification.class)
  void answers401ToWhatWeChatPayDidNotSign(Falsification how) {
    NoticeDelivery delivery = paid("/paid").deliver(how);

    assertThat(delivery.status()).isEqualTo(401);
    assertThat(delivery.body()).contains("\"code\":\"FAIL\"");
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = NoticeFlaw.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER_AMOUNT")
  void answersWhatTheFlawAsksFor(NoticeFlaw flaw) {
    NoticeDelivery delivery = paid("/paid").deliver(flaw);

    assertThat(delivery.status())
        .isEqualTo(
            switch (flaw) {
              case WRONG_API_V3_KEY -> 500;
              case BROKEN_JSON -> 400;
              case UNKNOWN_EVENT, OTHER_AMOUNT -> 204;
            });
    assertThat(received).isEmpty();
  }

  @Test
  void readsABodyThatAFilterHasReadBefore() {
    assertThat(paid("/any").deliver().isAccepted()).isTrue();
    assertThat(received).singleElement().isInstanceOf(TransactionNotice.class);
  }

  @Test
  void findsTheMerchantByItsQualifierOrByItsNumberInThePath() {
    simulator.book(SECOND).create("ORDER-2");
    simulator.notices().defaultUrl(url("/shop"));
    simulator.book(SECOND).pay("ORDER-2");
    simulator.book(SECOND).create("ORDER-3");
    simulator.notices().defaultUrl(url("/merchants/" + SECOND + "/paid"));
    simulator.book(SECOND).pay("ORDER-3");
    simulator.book(SECOND).create("ORDER-4");
    simulator.notices().defaultUrl(url("/merchants/1900000333/paid"));
    simulator.book(SECOND).pay("ORDER-4");

    assertThat(simulator.notices().about("ORDER-2").get(0).deliver().isAccepted()).isTrue();
    assertThat(simulator.notices().about("ORDER-3").get(0).deliver().isAccepted()).isTrue();
    assertThat(simulator.notices().about("ORDER-4").get(0).deliver().status()).isEqualTo(404);
    assertThat(received).hasSize(2);
  }
}
