package io.github.wechatpayfeign.api.prepay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.api.MerchantsOfSimulator;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.simulator.OrderBook;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.ByteArrayInputStream;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is placed at the simulator, and what the phone gets, checked with the certificate. */
class PrepayTest {

  private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();
  private static final WechatPay WECHAT_PAY =
      WechatPay.builder(MerchantsOfSimulator.of(SIMULATOR)).baseUrl(SIMULATOR.baseUrl()).build();
  private static final String APPID = SIMULATOR.appid();
  private static final String ORDER = "ORDER-20261130-1";
  private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
  private static final String SUB_MCHID = "1900007001";

  private final OrderBook book = SIMULATOR.book();

  @AfterAll
  static void stop() {
    WECHAT_PAY.close();
    SIMULATOR.close();
  }

  @BeforeEach
  void reset() {
    SIMULATOR.reset();
  }

  @Test
  void placesAnOrderInEachWay() throws Exception {
    Prepay prepay = Prepay.of(WECHAT_PAY, APPID);

    assertOpens(prepay.jsapi(Orders.tea().build(), OPENID), APPID, book);
    SIMULATOR.reset();
    assertOpens(prepay.app(Orders.tea().build()), APPID, book);
    SIMULATOR.reset();
    String h5Url = prepay.h5(Orders.tea().build(), "203.0.113.7").value();
    assertThat(book.credential(ORDER)).contains(h5Url);
    SIMULATOR.reset();
    String codeUrl = prepay.nativePay(Orders.tea().build()).value();
    assertThat(book.credential(ORDER)).contains(codeUrl);
    assertThat(prepay).hasToString("Prepay[" + APPID + "]");
  }

  @Test
  void placesAnOrderOfASubMerchantInEachWay() throws Exception {
    Prepay ours = Prepay.ofSubMerchant(WECHAT_PAY, APPID, SUB_MCHID);
    Prepay theirs = Prepay.ofSubMerchant(WECHAT_PAY, APPID, SUB_MCHID, "wx9999999999999999");
    OrderBook shop = book.ofSubMerchant(SUB_MCHID);

    assertOpens(ours.jsapi(Orders.tea().build(), OPENID), APPID, shop);
    SIMULATOR.reset();
    assertOpens(theirs.jsapi(Orders.tea().build(), OPENID), "wx9999999999999999", shop);
    SIMULATOR.reset();
    assertOpens(theirs.app(Orders.tea().build()), "wx9999999999999999", shop);
    SIMULATOR.reset();
    String h5Url = ours.h5(Orders.tea().build(), "203.0.113.7").value();
    assertThat(shop.credential(ORDER)).contains(h5Url);
    SIMULATOR.reset();
    String codeUrl = ours.nativePay(Orders.tea().build()).value();
    assertThat(shop.credential(ORDER)).contains(codeUrl);
  }

  @Test
  void placesACombinedOrderInEachWay() throws Exception {
    CombinePrepay prepay = CombinePrepay.of(WECHAT_PAY, APPID);
    CombineOrder order =
        CombineOrder.builder("COMBINE-20261130-1")
            .subOrder(new CombineSubOrder(SIMULATOR.mchid(), ORDER, "tea", "一杯茶", 100))
            .subOrder(new CombineSubOrder(SIMULATOR.mchid(), "ORDER-20261130-2", "cake", "蛋糕", 250))
            .notifyUrl(Orders.NOTIFY_URL)
            .build();

    assertOpens(prepay.jsapi(order, OPENID), APPID, book);
    SIMULATOR.reset();
    assertOpens(prepay.app(order), APPID, book);
    SIMULATOR.reset();
    String h5Url = prepay.h5(order, "203.0.113.7").value();
    assertThat(book.credential(ORDER)).contains(h5Url);
    SIMULATOR.reset();
    String codeUrl = prepay.nativePay(order).value();
    assertThat(book.credential(ORDER)).contains(codeUrl);
    assertThat(prepay).hasToString("CombinePrepay[" + APPID + "]");
  }

  @Test
  void signsAKeptPrepayIdWithoutARequest() throws Exception {
    Prepay prepay = Prepay.of(WECHAT_PAY, APPID);
    CombinePrepay combine = CombinePrepay.of(WECHAT_PAY, APPID);
    PrepayId kept = new PrepayId(prepay.app(Orders.tea().build()).prepayId());

    assertOpens(prepay.signJsapi(kept), APPID, book);
    assertOpens(prepay.signApp(kept), APPID, book);
    assertOpens(combine.signJsapi(kept), APPID, book);
    assertOpens(combine.signApp(kept), APPID, book);
    assertThat(SIMULATOR.requestCount()).isEqualTo(1);
  }

  @Test
  void sendsNothingForATimeThatWechatPayWouldMove() {
    Instant now = WECHAT_PAY.clock().instant();
    PrepayOrder order = Orders.tea().timeExpire(now.plus(Duration.ofSeconds(59))).build();
    CombineOrder combined = Orders.teaAndCake().timeExpire(now.plus(Duration.ofDays(91))).build();

    assertThatExceptionOfType(TimeExpireOutOfRangeException.class)
        .isThrownBy(() -> Prepay.of(WECHAT_PAY, APPID).nativePay(order));
    assertThatExceptionOfType(TimeExpireOutOfRangeException.class)
        .isThrownBy(() -> CombinePrepay.of(WECHAT_PAY, APPID).nativePay(combined));
    assertThatIllegalArgumentException().isThrownBy(() -> CombinePrepay.of(WECHAT_PAY, "wx 1"));
    assertThat(SIMULATOR.requestCount()).isZero();
  }

  private static void assertOpens(PayInvocation invocation, String appid, OrderBook book)
      throws Exception {
    String prepayId = book.credential(ORDER).orElseThrow();
    if (invocation instanceof JsapiInvocation jsapi) {
      assertThat(jsapi.appId()).isEqualTo(appid);
      assertSigned(
          jsapi.paySign(), appid, jsapi.timeStamp(), jsapi.nonceStr(), "prepay_id=" + prepayId);
    } else if (invocation instanceof AppInvocation app) {
      assertThat(app.partnerId()).isEqualTo(SIMULATOR.mchid());
      assertThat(app.appId()).isEqualTo(appid);
      assertSigned(app.sign(), appid, app.timeStamp(), app.nonceStr(), prepayId);
    }
  }

  private static void assertSigned(String signature, String... lines) throws Exception {
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(SIMULATOR.merchantCertificatePem().getBytes(UTF_8))));
    for (String line : lines) {
      verifier.update((line + "\n").getBytes(UTF_8));
    }
    assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
  }
}
