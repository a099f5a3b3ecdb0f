package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.Moment;
import io.github.wechatpayfeign.simulator.order.OrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that a client places can be shown, paid, closed and placed again, but not changed. */
class PrepayTest extends SharedSimulatorTest {
  private static final String BODY =
      "{'appid':'wx1','mchid':'1900000001','description':'Image形象店-深圳腾大-QQ公仔',"
          + "'out_trade_no':'ORDER-0001','notify_url':'https://shop.example/paid',"
          + "'amount':{'total':6000,'currency':'CNY'},'attach':'自定义数据','goods_tag':'WXG',"
          + "'support_fapiao':false,'settle_info':{'profit_sharing':false},"
          + "'detail':{'cost_price':608800,'invoice_id':'微信123','goods_detail':["
          + "{'merchant_goods_id':'1246464644','goods_name':'iPhoneX','quantity':1,"
          + "'unit_price':528800}]},"
          + "'scene_info':{'payer_client_ip':'14.23.150.211','device_id':'013467007045764',"
          + "'store_info':{'id':'0001','name':'腾讯大厦分店','area_code':'440305',"
          + "'address':'深圳市南山区'}}}";
  private static final String H5 =
      BODY.replace("'store_info'", "'h5_info':{'type':'Wap','app_name':'商城'},'store_info'");
  private static final String JSAPI = BODY.replace("{'appid'", "{'payer':{'openid':'oUp'},'appid'");

  private static final String PREPAY_ID = "wx20270115160[0-9]{3}[0-9a-f]{20}";

  @ParameterizedTest
  @CsvSource({
    "jsapi, prepay_id, JSAPI, " + PREPAY_ID,
    "app, prepay_id, APP, " + PREPAY_ID,
    "h5, h5_url, MWEB, 'https://[^?]+\\?prepay_id=" + PREPAY_ID + "&package=[0-9]{10}'",
    "native, code_url, NATIVE, 'weixin://wxpay/bizpayurl\\?pr=[0-9A-F]{9}'",
  })
  void placesAnOrderOfEachKind(String kind, String name, String tradeType, String form) {
    RawAnswer answer = placed(kind, bodyOf(kind));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(answer.json().size()).isEqualTo(1);
    assertThat(answer.json().path(name).asText()).matches(form);
    assertThat(simulator.book().credential(own("ORDER-0001")))
        .contains(answer.json().path(name).asText());
    assertThat(simulator.state(own("ORDER-0001"))).contains(OrderState.UNPAID);
    assertThat(simulator.book().notifyUrl(own("ORDER-0001"))).contains("https://shop.example/paid");
    simulator.pay(own("ORDER-0001"));
    assertThat(query(own("ORDER-0001")).json().at("/trade_type").asText()).isEqualTo(tradeType);
  }

  @Test
  void showsThePaymentOfThePlacedOrder() {
    placed("jsapi", JSAPI);
    assertThat(query(own("ORDER-0001")).json().at("/amount/total").asInt()).isEqualTo(6000);
    assertThat(query(own("ORDER-0001")).json().at("/appid").asText()).isEqualTo("wx1");
    simulator.pay(own("ORDER-0001"));

    assertThat(query(own("ORDER-0001")).json().at("/attach").asText()).isEqualTo("自定义数据");
    assertThat(query(own("ORDER-0001")).json().at("/payer/openid").asText()).isEqualTo("oUp");
  }

  @Test
  void answersTheSameRequestWithANewCredential() {
    RawAnswer first = placed("native", BODY);
    RawAnswer again = placed("native", BODY);

    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.text()).isNotEqualTo(first.text());
    assertThat(simulator.book().credential(own("ORDER-0001")))
        .contains(again.json().path("code_url").asText());
    assertThat(simulator.history(own("ORDER-0001"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "native; 6000; 6001",
        "native; 深圳腾大; 深圳",
        "native; 自定义数据; 数据",
        "native; shop.example; other.example",
        "native; 'goods_tag':'WXG',; ``",
        "app; WXG; WXG",
      })
  void refusesAUsedNumberForAnythingElse(String kind, String part, String instead) {
    placed("native", BODY);
    RawAnswer answer = placed(kind, BODY.replace(part, instead));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.message()).isEqualTo("201 商户订单号重复");
    assertThat(answer.headers()).doesNotContainKey("Wechatpay-Signature");
  }

  @Test
  void refusesAnotherUser() {
    placed("jsapi", JSAPI);

    assertThat(placed("jsapi", JSAPI.replace("oUp", "oUq")).message()).isEqualTo("201 商户订单号重复");
  }

  @Test
  void refusesANumberThatATestTook() {
    assertThat(placed("native", BODY.replace("ORDER-0001", "ORDER")).message())
        .isEqualTo("201 商户订单号重复");
  }

  @Test
  void refusesAPaidAndAClosedNumber() {
    placed("native", BODY);
    placed("native", BODY.replace("ORDER-0001", "ORDER-0002"));
    simulator.pay(own("ORDER-0001"));
    assertThat(close(own("ORDER-0002")).status()).isEqualTo(204);

    RawAnswer paid = placed("native", BODY);
    assertThat(paid.code()).isEqualTo("INVALID_REQUEST");
    assertThat(paid.message()).isEqualTo("订单已支付");
    RawAnswer closed = placed("native", BODY.replace("ORDER-0001", "ORDER-0002"));
    assertThat(closed.code()).isEqualTo("INVALID_REQUEST");
    assertThat(closed.message()).isEqualTo("201 商户订单号重复");
  }

  @Test
  void placesTheOrderThoughTheAnswerIsLost() {
    simulator.failNext(Fault.drop(Moment.AFTER_APPLYING));

    assertThat(request("native", BODY).sendForBytes()).isEmpty();
    assertThat(placed("native", BODY).status()).isEqualTo(200);
    assertThat(simulator.history(own("ORDER-0001"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'appid':'wx1',; ``; /body/appid",
        "'mchid':'1900000001',; ``; /body/mchid",
        "ORDER-0001; 12345; /body/out_trade_no",
        "'Image形象店-深圳腾大-QQ公仔'; ''; /body/description",
        "'Image形象店-深圳腾大-QQ公仔'; 1; /body/description",
        "https:; ftp:; /body/notify_url",
        "/paid; /paid?order=1; /body/notify_url",
        "{'total':6000,'currency':'CNY'}; 6000; /body/amount",
        "'total':6000,; ``; /body/amount/total",
        "6000; 0; /body/amount/total",
        "6000; -1; /body/amount/total",
        "6000; 60.5; /body/amount/total",
        "6000; '6000'; /body/amount/total",
        "6000; 9223372036854775808; /body/amount/total",
        "CNY; USD; /body/amount/currency",
        "'自定义数据'; null; /body/attach",
        "'support_fapiao':false; 'support_fapiao':'no'; /body/support_fapiao",
        "'profit_sharing':false; 'profit_sharing':0; /body/settle_info/profit_sharing",
        "'quantity':1; 'quantity':0; /body/detail/goods_detail/0/quantity",
        "14.23.150.211; localhost; /body/scene_info/payer_client_ip",
        "'id':'0001',; ``; /body/scene_info/store_info/id",
      })
  void namesTheFieldThatIsMissingOrBroken(String part, String instead, String path) {
    RawAnswer answer = placed("native", BODY.replace(part, instead));

    assertThat(answer.message()).as(answer.text()).contains("“" + path + "”");
    assertRefused(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'goods_tag'; 'goods'",
        "'payer_client_ip'; 'h5_info':{'type':'Wap'},'payer_client_ip'",
        "'currency'; 'payer_total':1,'currency'",
        "'appid'; 'payer':{'openid':'oUp'},'appid'",
        "'appid'; 'sub_mchid':'1','appid'",
        "'profit_sharing':false; 'subsidy_amount':1",
        "'goods_name'; 'name'",
        "'area_code'; 'area'",
        "'invoice_id'; 'invoice'",
      })
  void refusesMembersThatItsPageDoesNotList(String change) {
    String[] parts = change.split("; ", -1);
    RawAnswer answer = placed("native", BODY.replace(parts[0], parts[1]));

    assertThat(answer.message()).as(answer.text()).startsWith("请求包体只允许包含");
    assertRefused(answer);
  }

  @Test
  void requiresWhatEachKindNeeds() {
    assertThat(placed("jsapi", BODY).message()).contains("/body/payer”");
    assertThat(placed("jsapi", JSAPI.replace("'openid'", "'sp_openid'")).message())
        .contains("/body/payer/openid”");
    assertThat(placed("h5", BODY).message()).contains("/body/scene_info/h5_info”");
    assertThat(placed("h5", H5.replace("'type':'Wap',", "")).message())
        .contains("/body/scene_info/h5_info/type”");
    assertThat(placed("h5", H5.replace("'scene_info'", "'scene'")).message())
        .contains("/body/scene_info”");
    assertThat(simulator.state(own("ORDER-0001"))).isEmpty();
  }

  @Test
  void refusesOrdersForAnotherMerchant() {
    RawAnswer answer = placed("native", BODY.replace("1900000001", "1900000002"));

    assertThat(answer.code()).isEqualTo("MCH_NOT_EXISTS");
  }

  @Test
  void forgetsThePlacedOrdersWithReset() {
    placed("native", BODY);
    simulator.reset();

    assertThat(placed("native", BODY.replace("6000", "6001")).status()).isEqualTo(200);
    assertThatThrownBy(() -> simulator.book().tryToPay(own("ORDER-0002")))
        .hasMessage("The order %s does not exist: create it first", own("ORDER-0002"));
  }

  private void assertRefused(RawAnswer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.json().at("/detail/location").asText()).isEqualTo("body");
    assertThat(simulator.state(own("ORDER-0001"))).isEmpty();
  }

  private static String bodyOf(String kind) {
    return switch (kind) {
      case "jsapi" -> JSAPI;
      case "h5" -> H5;
      default -> BODY;
    };
  }

  private RawAnswer placed(String kind, String body) {
    return request(kind, body).send();
  }

  private RawCall request(String kind, String body) {
    return call().post("/v3/pay/transactions/" + kind, own(body).replace('\'', '"'));
  }
}
