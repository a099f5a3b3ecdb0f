package io.github.wechatpayfeign.api.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wechatpayfeign.api.TradeState;
import io.github.wechatpayfeign.api.Transaction;
import io.github.wechatpayfeign.api.Transaction.Amount;
import io.github.wechatpayfeign.api.Transaction.Payer;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.notification.NotificationException.Reason;
import io.github.wechatpayfeign.api.refund.Refund;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationsTest {

  private static final Instant NOW = Instant.parse("2026-11-30T02:34:57Z");
  private static final KeyPair MERCHANT_KEYS = SignedNotice.newKeyPair();
  private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
  private static final String PAID =
      """
      {"transaction_id":"1217752501201407033233368018","amount":{"payer_total":100,"total":100,\
      "currency":"CNY","payer_currency":"CNY"},"mchid":"1900000109","trade_state":"SUCCESS",\
      "bank_type":"OTHERS","success_time":"2026-11-30T10:34:56+08:00","payer":{"openid":"%s"},\
      "out_trade_no":"ORDER-1","appid":"wxd678efh567hg6787","trade_state_desc":"支付成功",\
      "trade_type":"JSAPI","attach":""}"""
          .formatted(OPENID);

  private static MerchantBuilder merchant() {
    return Merchant.builder()
        .mchid("1900000109")
        .merchantSerial("05F1C72E2A8931B72A2E13AF8DEE92471EB39711")
        .privateKey(MERCHANT_KEYS.getPrivate())
        .wechatPayPublicKey(SignedNotice.PUBLIC_KEY_ID, SignedNotice.WECHAT_PAY_KEYS.getPublic());
  }

  private static Notifications notifications(Merchant merchant) {
    return Notifications.of(
        WechatPay.builder(merchant)
            .baseUrl("http://127.0.0.1:1")
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build());
  }

  private static final Notifications NOTIFICATIONS =
      notifications(merchant().apiV3Key(SignedNotice.API_V3_KEY).build());

  private Notice parse(SignedNotice notice) {
    return NOTIFICATIONS.parse(notice::header, notice.body);
  }

  private NotificationException refusal(SignedNotice notice) {
    return refusal(NOTIFICATIONS, notice);
  }

  private static NotificationException refusal(Notifications receiver, SignedNotice notice) {
    return catchThrowableOfType(
        NotificationException.class, () -> receiver.parse(notice::header, notice.body));
  }

  private static SignedNotice paid() {
    return SignedNotice.of("TRANSACTION.SUCCESS", "transaction", PAID, NOW);
  }

  @Test
  void readsThatAnOrderIsPaid() throws IOException {
    SignedNotice sent = paid();
    Notice notice = NOTIFICATIONS.parse(sent::header, new ByteArrayInputStream(sent.body));

    assertThat(notice.id()).isEqualTo("EV-2018022511223320873");
    assertThat(notice.createTime()).isEqualTo(OffsetDateTime.parse("2026-11-30T10:34:56+08:00"));
    TransactionNotice paid = notice.as(TransactionNotice.class);
    assertThat(paid.outTradeNo()).isEqualTo("ORDER-1");
    assertThat(paid.transaction().tradeState()).isEqualTo(TradeState.SUCCESS);
    assertThat(paid.total()).isEqualTo(100);
    assertThat(paid.transaction().payer()).isEqualTo(new Payer(OPENID, null, null));
    assertThat(paid.accepted().status()).isEqualTo(204);
    assertThat(paid.accepted().body()).isEmpty();
    assertThat(paid.accepted().contentType()).isEmpty();
    assertThat(paid.sendAgain().status()).isEqualTo(500);
    assertThat(paid.sendAgain().body()).contains("\"code\":\"FAIL\"");
  }

  @Test
  void readsTheOrderOfAServiceProvider() {
    String order =
        """
        {"sp_mchid":"1900000109","sub_mchid":"1900007777","sp_appid":"wx1","out_trade_no":"ORDER-2",\
        "trade_state":"SUCCESS","payer":{"sp_openid":"o1"},"amount":{"total":1,"payer_total":1}}""";

    TransactionNotice notice =
        parse(SignedNotice.of("TRANSACTION.SUCCESS", "transaction", order, NOW))
            .as(TransactionNotice.class);

    assertThat(notice.outTradeNo()).isEqualTo("ORDER-2");
    assertThat(notice.transaction().subMchid()).isEqualTo("1900007777");
  }

  @Test
  void readsACombinedOrder() {
    String order =
        """
        {"combine_appid":"wx1","combine_mchid":"1900000109","combine_out_trade_no":"COMBINE-1",\
        "sub_orders":[{"mchid":"1900000110","out_trade_no":"ORDER-3","trade_state":"SUCCESS",\
        "success_time":"2026-11-30T10:34:56.123+08:00",\
        "amount":{"total_amount":7,"payer_amount":7,"currency":"CNY"}}]}""";

    CombineTransactionNotice notice =
        parse(SignedNotice.of("TRANSACTION.SUCCESS", "transaction", order, NOW))
            .as(CombineTransactionNotice.class);

    assertThat(notice.combineOutTradeNo()).isEqualTo("COMBINE-1");
    assertThat(notice.transaction().subOrders())
        .extracting(Transaction::amount)
        .containsExactly(new Amount(7L, 7L, "CNY", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCESS", "ABNORMAL", "CLOSED"})
  void readsThatARefundEnded(String state) {
    String refund =
        """
        {"mchid":"1900000109","transaction_id":"1008450740201411110005820873",\
        "out_trade_no":"ORDER-1","refund_id":"50200207182018070300011301001",\
        "out_refund_no":"REFUND-1","refund_status":"%s","user_received_account":"零钱",\
        "amount":{"total":999,"refund":999,"payer_total":999,"payer_refund":999}}"""
            .formatted(state);

    RefundNotice notice =
        parse(SignedNotice.of("REFUND." + state, "refund", refund, NOW)).as(RefundNotice.class);

    assertThat(notice.eventType()).isEqualTo("REFUND." + state);
    assertThat(notice.outRefundNo()).isEqualTo("REFUND-1");
    assertThat(notice.refund().statusText()).isEqualTo(state);
    assertThat(notice.refund().amount())
        .isNotNull()
        .extracting(Refund.Amount::refund)
        .isEqualTo(999L);
  }

  @Test
  void readsTheSameNoticeEachTimeItIsSent() {
    SignedNotice notice = paid();

    assertThat(parse(notice)).isEqualTo(parse(notice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "transaction"})
  void opensAResourceWithAndWithoutAssociatedData(String associatedData) {
    assertThat(parse(SignedNotice.of("TRANSACTION.SUCCESS", associatedData, PAID, NOW)))
        .isInstanceOf(TransactionNotice.class);
  }

  @Test
  void opensAResourceWhoseAssociatedDataIsMissing() {
    String body =
        SignedNotice.envelope(
                "TRANSACTION.SUCCESS", "", SignedNotice.seal(SignedNotice.API_V3_KEY, "", PAID))
            .replace("\"associated_data\":\"\",", "");

    assertThat(parse(SignedNotice.of(body, NOW))).isInstanceOf(TransactionNotice.class);
  }

  private static SignedNotice changed(Consumer<SignedNotice> change) {
    SignedNotice notice = paid();
    change.accept(notice);
    return notice;
  }

  @ParameterizedTest
  @CsvSource({
    "Wechatpay-Signature, WECHATPAY/SIGNTEST/abc+, SIGNTEST_PROBE",
    "Wechatpay-Signature, 'not Base64', MALFORMED_SIGNATURE",
    "Wechatpay-Signature, AAAA, WRONG_SIGNATURE",
    "Wechatpay-Nonce, another, WRONG_SIGNATURE",
    "Wechatpay-Serial, PUB_KEY_ID_0119000001092026112300000000000002, UNKNOWN_SERIAL",
    "wechatpay-timestamp, now, MALFORMED_TIMESTAMP",
    "Wechatpay-Signature-Type, WECHATPAY2-SM2-WITH-SM3, WRONG_SIGNATURE_TYPE"
  })
  void refusesWhatWeChatPayDidNotSign(
      String header, String value, ResponseNotVerifiedException.Reason reason) {
    NotificationException refusal =
        refusal(changed(notice -> notice.headers.put(header, List.of(value))));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_VERIFIED);
    assertThat(refusal.verification()).contains(reason);
    assertThat(refusal.answer().status()).isEqualTo(401);
    assertThat(refusal.answer().contentType()).contains("application/json");
    assertThat(refusal.answer().body())
        .isEqualTo("{\"code\":\"FAIL\",\"message\":\"The signature cannot be verified\"}");
  }

  @Test
  void refusesARepeatedHeader() {
    NotificationException refusal =
        refusal(changed(notice -> notice.headers.put("Wechatpay-Nonce", List.of("a", "b"))));

    assertThat(refusal.verification())
        .contains(ResponseNotVerifiedException.Reason.REPEATED_HEADER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wechatpay-timestamp",
        "Wechatpay-Nonce",
        "Wechatpay-Serial",
        "Wechatpay-Signature"
      })
  void refusesAMissingHeader(String header) {
    NotificationException refusal = refusal(changed(notice -> notice.headers.remove(header)));

    assertThat(refusal.verification()).contains(ResponseNotVerifiedException.Reason.MISSING_HEADER);
  }

  @Test
  void refusesABodyWithOneOtherBit() {
    NotificationException refusal = refusal(changed(notice -> notice.body[40] ^= 1));

    assertThat(refusal.verification())
        .contains(ResponseNotVerifiedException.Reason.WRONG_SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({"-299, true", "-300, false", "299, true", "300, false"})
  void refusesANoticeThatIsFiveMinutesOff(int seconds, boolean passes) {
    SignedNotice notice =
        SignedNotice.of("TRANSACTION.SUCCESS", "transaction", PAID, NOW.plusSeconds(seconds));

    if (passes) {
      assertThat(parse(notice)).isInstanceOf(TransactionNotice.class);
    } else {
      assertThat(refusal(notice).verification())
          .contains(ResponseNotVerifiedException.Reason.EXPIRED_TIMESTAMP);
    }
  }

  @Test
  void acceptsAnUnknownEventAndOpensNothing() {
    NotificationException unknown =
        refusal(SignedNotice.of("{\"event_type\":\"COUPON.USE\",\"resource\":7}", NOW));

    assertThat(unknown.reason()).isEqualTo(Reason.UNKNOWN_EVENT);
    assertThat(unknown.answer().status()).isEqualTo(204);
    assertThat(unknown.answer().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{\"event_type\":7}",
        "{\"event_type\":\"TRANSACTION.SUCCESS\"}",
        "{\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":[]}",
        "{\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":{}}",
        "{\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":\"n\"}}"
      })
  void refusesABodyThatCannotBeRead(String body) {
    NotificationException refusal = refusal(SignedNotice.of(body, NOW));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refusal.answer().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"trade_state\":\"SUCCESS\",\"amount\":{\"total\":1}}",
        "{\"out_trade_no\":\"ORDER-1\",\"trade_state\":\"SUCCESS\"}",
        "{\"out_trade_no\":\"ORDER-1\",\"trade_state\":{}}",
        "{\"out_trade_no\":\"ORDER-1\",\"amount\":{\"total\":\"1\"}}"
      })
  void refusesAResourceThatCannotBeRead(String resource) {
    NotificationException refusal =
        refusal(SignedNotice.of("TRANSACTION.SUCCESS", "transaction", resource, NOW));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void refusesABodyOfMoreThanOneMebibyte() throws IOException {
    byte[] long1 = new byte[1024 * 1024 + 1];
    SignedNotice notice = paid();
    NotificationException refusal =
        catchThrowableOfType(
            NotificationException.class,
            () -> NOTIFICATIONS.parse(notice::header, new ByteArrayInputStream(long1)));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refusal).hasMessageContaining("longer than 1 MiB");
  }

  @Test
  void asksForAnotherSendingIfTheApiV3KeyIsAnother() {
    String other = "abcdefghijklmnopqrstuvwxyz012345";
    NotificationException refusal =
        refusal(notifications(merchant().apiV3Key(other).build()), paid());

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_DECRYPTED);
    assertThat(refusal.answer().status()).isEqualTo(500);
    assertThat(refusal)
        .hasMessage(
            "The notification cannot be decrypted for the merchant 1900000109: the APIv3 key is"
                + " not the one that it was encrypted with");
  }

  @Test
  void asksForAnotherSendingIfThereIsNoApiV3Key() {
    NotificationException refusal = refusal(notifications(merchant().build()), paid());

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_DECRYPTED);
    assertThat(refusal).hasMessageContaining("there is no APIv3 key: set apiV3Key(...)");
  }

  @ParameterizedTest
  @CsvSource({
    "AEAD_SM4_GCM, which does not belong to the scheme RSA",
    "NONE, which does not belong to the scheme RSA"
  })
  void refusesACipherOfAnotherScheme(String algorithm, String finding) {
    String body = new String(paid().body, UTF_8).replace("AEAD_AES_256_GCM", algorithm);

    assertThat(refusal(SignedNotice.of(body, NOW)))
        .hasMessageContaining(finding)
        .extracting(NotificationException::reason)
        .isEqualTo(Reason.NOT_DECRYPTED);
  }

  @ParameterizedTest
  @CsvSource({"fdasflkja484, another", "fdasflkja484, 0", "\"ciphertext\":\", \"ciphertext\":\"?"})
  void refusesAMalformedCipher(String old, String replacement) {
    String body = new String(paid().body, UTF_8).replace(old, replacement);

    assertThat(refusal(SignedNotice.of(body, NOW)).reason()).isEqualTo(Reason.NOT_DECRYPTED);
  }

  @Test
  void refusesTheNoticeOfAnotherMerchant() {
    String other = PAID.replace("1900000109", "1900000110");
    NotificationException refusal =
        refusal(SignedNotice.of("TRANSACTION.SUCCESS", "transaction", other, NOW));

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_MERCHANT);
    assertThat(refusal.answer().status()).isEqualTo(500);
    assertThat(refusal).hasMessageContaining("1900000110").hasMessageContaining("1900000109");
  }

  @Test
  void refusesATypeThatTheApplicationDoesNotExpect() {
    Notice notice = parse(paid());
    NotificationException refusal =
        catchThrowableOfType(NotificationException.class, () -> notice.as(RefundNotice.class));

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_TYPE);
    assertThat(refusal.answer().status()).isEqualTo(500);
    assertThat(refusal).hasMessageContaining("give each type a notify_url of its own");
  }

  @Test
  void showsNoDataOfABuyer() {
    assertThat(parse(paid()).toString()).doesNotContain(OPENID);
    String broken = PAID.replace("\"total\":100", "\"total\":\"" + OPENID + "\"");
    NotificationException refusal =
        refusal(SignedNotice.of("TRANSACTION.SUCCESS", "transaction", broken, NOW));

    assertThat(refusal.reason()).isEqualTo(Reason.UNREADABLE);
    assertThat(refusal.toString()).doesNotContain(OPENID);
    assertThat(refusal.getCause()).isNull();
  }
}
