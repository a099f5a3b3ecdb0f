package io.github.wechatpayfeign.api.prepay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.api.prepay.SceneInfo.H5Info;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of prepays have the members that their kind needs, and no other. */
class PrepayRequestTest {

  private static final String APPID = "wx8888888888888888";
  private static final String MCHID = "1900000109";
  private static final String SUB_MCHID = "1900007001";
  private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
  private static final PrepayOrder ORDER = Orders.tea().build();
  private static final PrepayOrder H5 =
      ORDER.withScene(SceneInfo.h5(ORDER.sceneInfo(), "2001:db8::7"));
  private static final String PLACED =
      "\"description\":\"一杯茶\",\"out_trade_no\":\"ORDER-20261130-1\","
          + "\"notify_url\":\"https://shop.example.com/wechatpay/notices\","
          + "\"amount\":{\"total\":100,\"currency\":\"CNY\"}";
  private static final String SCENE =
      ",\"scene_info\":{\"payer_client_ip\":\"2001:db8::7\",\"h5_info\":{\"type\":\"Wap\"}}";

  @Test
  void writesTheBodiesOfAMerchant() {
    String start = "{\"appid\":\"wx8888888888888888\",\"mchid\":\"1900000109\"," + PLACED;

    assertThat(Orders.json(new PrepayRequest(APPID, MCHID, ORDER))).isEqualTo(start + "}");
    assertThat(Orders.json(new JsapiPrepayRequest(APPID, MCHID, ORDER, new Payer(OPENID))))
        .isEqualTo(start + ",\"payer\":{\"openid\":\"" + OPENID + "\"}}");
    assertThat(Orders.json(new H5PrepayRequest(APPID, MCHID, H5))).isEqualTo(start + SCENE + "}");
  }

  @Test
  void writesTheBodiesOfAServiceProvider() {
    String provider = "{\"sp_appid\":\"wx8888888888888888\",\"sp_mchid\":\"1900000109\",";
    String inItsOwnApp = provider + "\"sub_mchid\":\"1900007001\"," + PLACED;
    String inTheSubMerchants =
        provider + "\"sub_appid\":\"wx2\",\"sub_mchid\":\"1900007001\"," + PLACED;

    assertThat(Orders.json(new PartnerPrepayRequest(APPID, MCHID, null, SUB_MCHID, ORDER)))
        .isEqualTo(inItsOwnApp + "}");
    assertThat(
            Orders.json(
                new PartnerJsapiPrepayRequest(
                    APPID, MCHID, null, SUB_MCHID, ORDER, new PartnerPayer(OPENID, null))))
        .isEqualTo(inItsOwnApp + ",\"payer\":{\"sp_openid\":\"" + OPENID + "\"}}");
    assertThat(
            Orders.json(
                new PartnerJsapiPrepayRequest(
                    APPID, MCHID, "wx2", SUB_MCHID, ORDER, new PartnerPayer(null, OPENID))))
        .isEqualTo(inTheSubMerchants + ",\"payer\":{\"sub_openid\":\"" + OPENID + "\"}}");
    assertThat(Orders.json(new PartnerH5PrepayRequest(APPID, MCHID, "wx2", SUB_MCHID, H5)))
        .isEqualTo(inTheSubMerchants + SCENE + "}");
  }

  @Test
  void writesTheBodiesOfACombinedOrder() {
    CombineOrder order = Orders.teaAndCake().build();
    String body =
        "{\"combine_appid\":\"wx8888888888888888\",\"combine_mchid\":\"1900000109\","
            + "\"combine_out_trade_no\":\"COMBINE-20261130-1\",\"sub_orders\":["
            + "{\"mchid\":\"1900000109\",\"out_trade_no\":\"ORDER-20261130-1\","
            + "\"attach\":\"tea\",\"description\":\"一杯茶\","
            + "\"amount\":{\"total_amount\":100,\"currency\":\"CNY\"}},"
            + "{\"mchid\":\"1900000222\",\"out_trade_no\":\"ORDER-20261130-2\","
            + "\"attach\":\"cake\",\"description\":\"蛋糕\","
            + "\"amount\":{\"total_amount\":250,\"currency\":\"CNY\"}}],"
            + "\"notify_url\":\"https://shop.example.com/wechatpay/notices\"";

    assertThat(Orders.json(new CombinePrepayRequest(APPID, MCHID, order))).isEqualTo(body + "}");
    assertThat(Orders.json(new CombineJsapiPrepayRequest(APPID, MCHID, order, new Payer(OPENID))))
        .isEqualTo(body + ",\"combine_payer_info\":{\"openid\":\"" + OPENID + "\"}}");
    assertThat(
            Orders.json(
                new CombineH5PrepayRequest(
                    APPID, MCHID, order.withScene(SceneInfo.h5(null, "2001:db8::7")))))
        .isEqualTo(body + SCENE + "}");
  }

  @Test
  void keepsTheShopOfAnH5Order() {
    SceneInfo shop =
        new SceneInfo(null, "DESK-1", null, new H5Info("iOS", "Shop", null, "com.shop", null));

    assertThat(Orders.json(SceneInfo.h5(shop, "203.0.113.7")))
        .isEqualTo(
            "{\"payer_client_ip\":\"203.0.113.7\",\"device_id\":\"DESK-1\","
                + "\"h5_info\":{\"type\":\"iOS\",\"app_name\":\"Shop\",\"bundle_id\":\"com.shop\"}}");
  }

  @Test
  void needsTheSceneOfH5ForH5Only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new H5PrepayRequest(APPID, MCHID, ORDER))
        .withMessage("An H5 prepay must have payer_client_ip and h5_info in its scene_info");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PartnerH5PrepayRequest(
                    APPID,
                    MCHID,
                    null,
                    SUB_MCHID,
                    ORDER.withScene(new SceneInfo(null, null, null, H5Info.browser()))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepayRequest(APPID, MCHID, H5))
        .withMessage("Only an H5 prepay may have h5_info in its scene_info");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsapiPrepayRequest(APPID, MCHID, H5, new Payer(OPENID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "o openid", "oUpF8\n", "茶"})
  void refusesABuyerThatCannotBeWithoutShowingIt(String openid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Payer(openid))
        .withMessage(
            "The openid must be 1 to 128 visible ASCII characters; it is not shown, because it"
                + " identifies a buyer");
    assertThatIllegalArgumentException().isThrownBy(() -> new PartnerPayer(openid, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new PartnerPayer(null, openid));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SceneInfo(openid, null, null, null))
        .withMessageStartingWith("The payer_client_ip must be 1 to 45 visible ASCII characters");
  }

  @Test
  void needsOneOpenidOfTheAppThatItNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartnerPayer(OPENID, OPENID))
        .withMessage("A buyer needs either an sp_openid or a sub_openid");
    assertThatIllegalArgumentException().isThrownBy(() -> new PartnerPayer(null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PartnerJsapiPrepayRequest(
                    APPID, MCHID, null, SUB_MCHID, ORDER, new PartnerPayer(null, OPENID)))
        .withMessage("A sub_openid needs the sub_appid that it belongs to");
  }

  @Test
  void refusesAppidsAndNumbersThatBreakTheirRules() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepayRequest("wx\n1", MCHID, ORDER))
        .withMessage("The appid must be 1 to 32 letters, digits, _ or -, but is \"wx?1\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepayRequest(APPID, "", ORDER))
        .withMessageStartingWith("The mchid must be");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartnerPrepayRequest(APPID, MCHID, "", SUB_MCHID, ORDER))
        .withMessageStartingWith("The sub_appid must be");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartnerPrepayRequest(APPID, MCHID, null, " ", ORDER))
        .withMessageStartingWith("The sub_mchid must be");
  }

  @Test
  void showsNoBuyer() {
    PrepayOrder inAShop = ORDER.withScene(new SceneInfo("203.0.113.7", null, null, null));

    assertThat(new JsapiPrepayRequest(APPID, MCHID, inAShop, new Payer(OPENID)).toString())
        .doesNotContain(OPENID, "203.0.113.7")
        .contains("ORDER-20261130-1");
    assertThat(new PartnerPayer(null, OPENID)).hasToString("PartnerPayer[(hidden)]");
    assertThat(new H5PrepayRequest(APPID, MCHID, H5).toString()).doesNotContain("2001:db8");
  }
}
