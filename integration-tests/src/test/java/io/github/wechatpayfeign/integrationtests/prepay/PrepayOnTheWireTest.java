package io.github.wechatpayfeign.integrationtests.prepay;

import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.H5_SCENE;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.IP;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.OPENID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.PREPAY_ID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.SUB_APPID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.SUB_MCHID;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.TEA;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.assertPlaced;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.tea;
import static io.github.wechatpayfeign.integrationtests.prepay.PrepayGateway.teaAndCake;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.prepay.AppInvocation;
import io.github.wechatpayfeign.api.prepay.AsyncPrepayApi;
import io.github.wechatpayfeign.api.prepay.CombinePrepay;
import io.github.wechatpayfeign.api.prepay.JsapiInvocation;
import io.github.wechatpayfeign.api.prepay.JsapiPrepayRequest;
import io.github.wechatpayfeign.api.prepay.Payer;
import io.github.wechatpayfeign.api.prepay.Prepay;
import io.github.wechatpayfeign.api.prepay.PrepayId;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.security.PublicKey;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bodies of prepays as they are read off the socket, and the signatures for the phone. */
class PrepayOnTheWireTest {

  private static final PublicKey KEY = TestGateway.MERCHANT_KEYS.getPublic();
  private static final String COMBINED =
      "{\"combine_appid\":\"wx8888888888888888\",\"combine_mchid\":\"1900000109\","
          + "\"combine_out_trade_no\":\"COMBINE-20261130-1\",\"sub_orders\":["
          + "{\"mchid\":\"1900000109\",\"out_trade_no\":\"ORDER-20261130-1\",\"attach\":\"t\","
          + "\"description\":\"一杯茶\",\"amount\":{\"total_amount\":100,\"currency\":\"CNY\"}},"
          + "{\"mchid\":\"1900000222\",\"out_trade_no\":\"ORDER-20261130-2\",\"attach\":\"c\","
          + "\"description\":\"蛋糕\",\"amount\":{\"total_amount\":250,\"currency\":\"CNY\"}}],"
          + "\"notify_url\":\"https://shop.example.com/notices\"";

  private final RawServer server = PrepayGateway.start();
  private final WechatPay wechatPay = TestGateway.client(server.baseUrl());

  @AfterEach
  void stop() {
    wechatPay.close();
    server.close();
  }

  @Test
  void placesTheFourKindsOfAMerchant() {
    Prepay prepay = Prepay.of(wechatPay, APPID);
    String start = "{\"appid\":\"wx8888888888888888\",\"mchid\":\"1900000109\"," + TEA;

    JsapiInvocation jsapi = prepay.jsapi(tea().build(), OPENID);
    assertPlaced(
        server,
        "/v3/pay/transactions/jsapi",
        start + ",\"payer\":{\"openid\":\"" + OPENID + "\"}}");
    AppInvocation app = prepay.app(tea().build());
    assertPlaced(server, "/v3/pay/transactions/app", start + "}");
    assertThat(prepay.h5(tea().build(), IP).value()).isEqualTo(PrepayGateway.H5_URL);
    assertPlaced(server, "/v3/pay/transactions/h5", start + H5_SCENE + "}");
    assertThat(prepay.nativePay(tea().build()).value()).isEqualTo(PrepayGateway.CODE_URL);
    assertPlaced(server, "/v3/pay/transactions/native", start + "}");

    assertThat(jsapi.appId()).isEqualTo(APPID);
    assertThat(jsapi.packageValue()).isEqualTo("prepay_id=" + PREPAY_ID);
    PaySignature.assertValid(jsapi, KEY);
    assertThat(app.partnerId()).isEqualTo(TestGateway.MCHID);
    assertThat(app.prepayId()).isEqualTo(PREPAY_ID);
    PaySignature.assertValid(app, KEY);
  }

  @Test
  void placesTheFourKindsOfAServiceProviderInItsOwnApp() {
    Prepay prepay = Prepay.ofSubMerchant(wechatPay, APPID, SUB_MCHID);
    String path = "/v3/pay/partner/transactions/";
    String start =
        "{\"sp_appid\":\"wx8888888888888888\",\"sp_mchid\":\"1900000109\","
            + "\"sub_mchid\":\"1900007001\","
            + TEA;

    JsapiInvocation jsapi = prepay.jsapi(tea().build(), OPENID);
    assertPlaced(server, path + "jsapi", start + ",\"payer\":{\"sp_openid\":\"" + OPENID + "\"}}");
    AppInvocation app = prepay.app(tea().build());
    assertPlaced(server, path + "app", start + "}");
    assertThat(prepay.h5(tea().build(), IP).value()).isNotBlank();
    assertPlaced(server, path + "h5", start + H5_SCENE + "}");
    assertThat(prepay.nativePay(tea().build()).value()).isNotBlank();
    assertPlaced(server, path + "native", start + "}");

    assertThat(jsapi.appId()).isEqualTo(APPID);
    PaySignature.assertValid(jsapi, KEY);
    assertThat(app.partnerId()).isEqualTo(TestGateway.MCHID);
    PaySignature.assertValid(app, KEY);
  }

  @Test
  void opensTheCashierInTheAppOfTheSubMerchant() {
    Prepay prepay = Prepay.ofSubMerchant(wechatPay, APPID, SUB_MCHID, SUB_APPID);
    String start =
        "{\"sp_appid\":\"wx8888888888888888\",\"sp_mchid\":\"1900000109\","
            + "\"sub_appid\":\"wx9999999999999999\",\"sub_mchid\":\"1900007001\","
            + TEA;

    JsapiInvocation jsapi = prepay.jsapi(tea().build(), OPENID);
    assertPlaced(
        server,
        "/v3/pay/partner/transactions/jsapi",
        start + ",\"payer\":{\"sub_openid\":\"" + OPENID + "\"}}");
    AppInvocation app = prepay.app(tea().build());

    assertThat(jsapi.appId()).isEqualTo(SUB_APPID);
    PaySignature.assertValid(jsapi, KEY);
    assertThat(app.appId()).isEqualTo(SUB_APPID);
    PaySignature.assertValid(app, KEY);
  }

  @Test
  void placesTheFourKindsOfACombinedOrder() {
    CombinePrepay prepay = CombinePrepay.of(wechatPay, APPID);
    String path = "/v3/combine-transactions/";

    JsapiInvocation jsapi = prepay.jsapi(teaAndCake(), OPENID);
    assertPlaced(
        server,
        path + "jsapi",
        COMBINED + ",\"combine_payer_info\":{\"openid\":\"" + OPENID + "\"}}");
    AppInvocation app = prepay.app(teaAndCake());
    assertPlaced(server, path + "app", COMBINED + "}");
    assertThat(prepay.h5(teaAndCake(), IP).value()).isNotBlank();
    assertPlaced(server, path + "h5", COMBINED + H5_SCENE + "}");
    assertThat(prepay.nativePay(teaAndCake()).value()).isNotBlank();
    assertPlaced(server, path + "native", COMBINED + "}");

    PaySignature.assertValid(jsapi, KEY);
    assertThat(app.partnerId()).isEqualTo(TestGateway.MCHID);
    PaySignature.assertValid(app, KEY);
  }

  @Test
  void signsThePrepayIdOfAFuture() {
    Prepay prepay = Prepay.of(wechatPay, APPID);
    JsapiPrepayRequest request =
        new JsapiPrepayRequest(APPID, TestGateway.MCHID, tea().build(), new Payer(OPENID));

    JsapiInvocation jsapi =
        wechatPay
            .createAsync(AsyncPrepayApi.class)
            .jsapi(request)
            .thenApply(prepay::signJsapi)
            .orTimeout(30, TimeUnit.SECONDS)
            .join();

    PaySignature.assertValid(jsapi, KEY);
    assertThat(server.onlyRequest().target()).isEqualTo("/v3/pay/transactions/jsapi");
  }

  @Test
  void signsAKeptPrepayIdAgainWithoutARequest() {
    Prepay prepay = Prepay.of(wechatPay, APPID);
    CombinePrepay combine = CombinePrepay.of(wechatPay, APPID);
    AppInvocation app = prepay.app(tea().build());
    PrepayId kept = new PrepayId(app.prepayId());

    PaySignature.assertValid(prepay.signApp(kept), KEY);
    PaySignature.assertValid(combine.signApp(kept), KEY);
    PaySignature.assertValid(combine.signJsapi(kept), KEY);
    assertThat(prepay.signApp(kept).nonceStr()).isNotEqualTo(app.nonceStr());
    assertThat(server.requests()).hasSize(1);
  }
}
