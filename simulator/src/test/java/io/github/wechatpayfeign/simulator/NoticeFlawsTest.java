package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Notices of every kind of merchant and keys, and those that a merchant must refuse. */
class NoticeFlawsTest {
  private static final String ORDER = "ORDER-0001";

  private final SteppedClock clock = new SteppedClock();
  private final NoticeReceiver receiver = new NoticeReceiver();

  @AfterEach
  void stopTheReceiver() {
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource
  void falsifiesTheSignatureAndCountsNothing(Falsification how) {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      SimulatedNotice notice = paid(simulator);

      NoticeDelivery delivery = notice.deliver(how);

      assertThat(delivery.attempt()).isZero();
      assertThat(delivery.flaw()).isEqualTo(how.name());
      assertThat(delivery.isAccepted()).isTrue();
      assertThat(notice.isPending()).isTrue();
      assertThat(isRight(receiver.last(), simulator)).isFalse();
      assertThat(notice.deliver().attempt()).isEqualTo(1);
      assertThat(isRight(receiver.last(), simulator)).isTrue();
    }
  }

  @Test
  void probesLikeWechatPay() {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      paid(simulator).deliver(Falsification.SIGNTEST);

      assertThat(receiver.last().header("Wechatpay-Signature")).startsWith("WECHATPAY/SIGNTEST/");
    }
  }

  @Test
  void encryptsWithAnotherKey() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      paid(simulator).deliver(NoticeFlaw.WRONG_API_V3_KEY);

      assertThat(isRight(receiver.last(), simulator)).isTrue();
      assertThatThrownBy(() -> receiver.opened(simulator.apiV3Key()))
          .isInstanceOf(AEADBadTagException.class);
    }
  }

  @Test
  void breaksTheJson() {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      paid(simulator).deliver(NoticeFlaw.BROKEN_JSON);

      assertThat(isRight(receiver.last(), simulator)).isTrue();
      assertThatThrownBy(() -> new JsonMapper().readTree(receiver.last().text()))
          .isInstanceOf(JsonProcessingException.class);
    }
  }

  @Test
  void namesAnUnknownEvent() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      SimulatedNotice notice = paid(simulator);
      notice.deliver(NoticeFlaw.UNKNOWN_EVENT);

      assertThat(isRight(receiver.last(), simulator)).isTrue();
      assertThat(receiver.last().json().path("event_type").asText()).isEqualTo("SIMULATOR.UNKNOWN");
      assertThat(receiver.opened(simulator.apiV3Key())).contains(ORDER);
      assertThat(notice.deliveries())
          .extracting(NoticeDelivery::flaw)
          .containsOnly("UNKNOWN_EVENT");
    }
  }

  @Test
  void tellsAnotherAmount() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      paid(simulator).deliver(NoticeFlaw.OTHER_AMOUNT);

      assertThat(isRight(receiver.last(), simulator)).isTrue();
      assertThat(receiver.opened(simulator.apiV3Key()))
          .contains("\"out_trade_no\":\"ORDER-0001\"", "\"total\":101")
          .doesNotContain("\"total\":100");
    }
  }

  @Test
  void tellsOtherAmountsOfACombine() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      simulator
          .book()
          .createCombine(
              "COMBINE-01",
              List.of(
                  new SubOrder("1900000001", ORDER, 100),
                  new SubOrder("1900000001", "ORDER-0002", 200)));
      simulator.book().pay(ORDER);
      simulator.notices().about("COMBINE-01").get(0).deliver(NoticeFlaw.OTHER_AMOUNT);

      assertThat(receiver.opened(simulator.apiV3Key()))
          .contains("\"total_amount\":101", "\"total_amount\":201");
    }
  }

  @Test
  void signsWithTheCertificateInUseOrInAMigrationWithTheKeyThatTheTestSays() {
    try (WechatPaySimulator simulator = started(GatewayMode.MIGRATION)) {
      SimulatedNotice notice = paid(simulator);
      PlatformCertificate platform = simulator.issuePlatformCertificate();
      simulator.useNewestPlatformCertificate();
      notice.deliver();

      assertThat(receiver.last().header("Wechatpay-Serial")).isEqualTo(platform.serial());
      assertThat(receiver.last().isSignedBy(Pem.publicKeyOfCertificate(platform.pem()))).isTrue();

      simulator.notices().signWithPublicKey(true);
      notice.deliver();
      assertThat(isRight(receiver.last(), simulator)).isTrue();
    }
  }

  @Test
  void usesSm2AndSm4(@TempDir Path folder) throws Exception {
    Sm2Openssl sm2 = new Sm2Openssl(new Openssl(folder));
    try (WechatPaySimulator simulator = started(GatewayMode.SHANGMI)) {
      paid(simulator).deliver();

      RawAnswer notice = receiver.last();
      assertThat(notice.header("Wechatpay-Signature-Type")).isEqualTo(Sm2Openssl.SCHEME);
      String pem = simulator.platformCertificates().get(0).pem();
      assertThat(sm2.isSignedBy(pem, notice.signedMessage(notice.body()), notice.signature()))
          .isTrue();
      assertThat(receiver.resource().path("algorithm").asText()).isEqualTo("AEAD_SM4_GCM");
      byte[] key = sm2.sm4Key(simulator.apiV3Key());
      assertThat(openedByOpenssl(sm2.openssl(), key)).contains("\"out_trade_no\":\"ORDER-0001\"");
    }
  }

  /** Decrypts the ciphertext without its tag: GCM is then a counter mode that starts at 2. */
  private String openedByOpenssl(Openssl openssl, byte[] key) {
    byte[] whole = Base64.getDecoder().decode(receiver.resource().path("ciphertext").asText());
    String file = openssl.file("ciphertext", Arrays.copyOf(whole, whole.length - 16));
    HexFormat hex = HexFormat.of();
    String nonce = receiver.resource().path("nonce").asText();
    String counter = hex.formatHex(nonce.getBytes(StandardCharsets.US_ASCII));
    return openssl.run(
        "enc",
        "-d",
        "-sm4-ctr",
        "-K",
        hex.formatHex(key),
        "-iv",
        counter + "00000002",
        "-in",
        file);
  }

  @Test
  void tellsThePaymentOfASubMerchantToItsServiceProvider() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      OrderBook book = simulator.book().ofSubMerchant("1900000011");
      book.create(ORDER);
      book.pay(ORDER);
      simulator.notices().deliverPending();

      assertThat(receiver.opened(simulator.apiV3Key()))
          .contains(
              "\"sp_appid\":",
              "\"sp_mchid\":\"1900000001\"",
              "\"sub_mchid\":\"1900000011\"",
              "\"sp_openid\":")
          .doesNotContain("\"mchid\"", "\"appid\"");
    }
  }

  @Test
  void tellsThePaymentOfACombineOnce() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      simulator
          .book()
          .createCombine(
              "COMBINE-01",
              List.of(
                  new SubOrder("1900000001", ORDER, 100), new SubOrder("1900000002", ORDER, 200)));
      simulator.book("1900000002").pay(ORDER);

      assertThat(simulator.notices().all())
          .extracting(SimulatedNotice::number)
          .containsExactly("COMBINE-01");
      simulator.notices().deliverPending();
      assertThat(receiver.last().json().path("event_type").asText())
          .isEqualTo("TRANSACTION.SUCCESS");
      assertThat(receiver.opened(simulator.apiV3Key()))
          .contains(
              "\"combine_mchid\":\"1900000001\"",
              "\"combine_out_trade_no\":\"COMBINE-01\"",
              "\"combine_payer_info\":{\"openid\"",
              "\"payer_amount\":200");
    }
  }

  @Test
  void encryptsForTheMerchantOfTheOrder() throws Exception {
    try (WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY)) {
      simulator.book("1900000002").create(ORDER);
      simulator.book("1900000002").pay(ORDER);
      SimulatedNotice notice = simulator.notices().about(ORDER).get(0);
      assertThatThrownBy(notice::deliver)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "The merchant 1900000002 has no APIv3 key for its notices: add it with addMerchant");

      SimulatedMerchant other = simulator.addMerchant("1900000002");
      notice.deliver();

      assertThat(notice.deliveries()).extracting(NoticeDelivery::attempt).containsExactly(1);
      assertThat(receiver.opened(other.apiV3Key())).contains("\"mchid\":\"1900000002\"");
    }
  }

  @Test
  void endsAllThreadsWithClose() {
    WechatPaySimulator simulator = started(GatewayMode.PUBLIC_KEY);
    receiver.gate = new CountDownLatch(1);
    simulator.notices().start(1);
    SimulatedNotice notice = paid(simulator);
    Waiting.until(() -> receiver.received.size() == 1);

    simulator.close();

    Waiting.until(() -> notice.deliveries().size() == 1);
    assertThat(notice.deliveries().get(0).status()).isZero();
    Waiting.until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("wechat-pay-simulator-")));
  }

  private WechatPaySimulator started(GatewayMode mode) {
    WechatPaySimulator simulator =
        WechatPaySimulator.builder().clock(clock).mode(mode).strictAll().start();
    simulator.notices().answerLimit(Duration.ofMinutes(1));
    simulator.notices().defaultUrl(receiver.url());
    return simulator;
  }

  private static SimulatedNotice paid(WechatPaySimulator simulator) {
    simulator.createOrder(ORDER);
    simulator.pay(ORDER);
    return simulator.notices().about(ORDER).get(0);
  }

  /** Checks a notice as a merchant does, with the JDK. */
  private boolean isRight(RawAnswer notice, WechatPaySimulator simulator) {
    boolean complete =
        List.of("Signature", "Timestamp", "Nonce", "Serial").stream()
            .allMatch(name -> notice.values("Wechatpay-" + name).size() == 1);
    if (!complete
        || !notice.header("Wechatpay-Serial").equals(simulator.publicKeyId())
        || !notice.header("Wechatpay-Signature").matches("[A-Za-z0-9+/]+=*")
        || Math.abs(Long.parseLong(notice.header("Wechatpay-Timestamp")) - clock.seconds())
            >= 300) {
      return false;
    }
    try {
      return notice.isSignedBy(simulator.publicKeyPem());
    } catch (AssertionError | IllegalArgumentException e) {
      return false;
    }
  }
}
