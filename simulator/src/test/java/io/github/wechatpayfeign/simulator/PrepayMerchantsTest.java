package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Service providers place orders of sub-merchants, and combines of all of them. */
class PrepayMerchantsTest extends SharedSimulatorTest {
  private static final String PARTNER =
      "{'sp_appid':'wx1','sp_mchid':'1900000001','sub_appid':'wx11','sub_mchid':'1900000011',"
          + "'description':'公仔','out_trade_no':'ORDER-0001',"
          + "'notify_url':'https://shop.example/paid','amount':{'total':6000},"
          + "'payer':{'sp_openid':'oSp','sub_openid':'oSub'}}";
  private static final String ONE = subOrder("'mchid':'1900000001'", 1);
  private static final String TWO =
      subOrder("'mchid':'1900000001','sub_mchid':'1900000011','sub_appid':'wx11'", 2);
  private static final String THREE = subOrder("'mchid':'1900000002'", 3);

  private final OrderBook subBook = simulator.book().ofSubMerchant("1900000011");

  @Test
  void placesTheOrderOfASubMerchant() {
    RawAnswer answer = partner("jsapi", PARTNER);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("prepay_id").asText()).startsWith("wx2027");
    subBook.pay(own("ORDER-0001"));
    RawAnswer queried =
        get(own(
                "/v3/pay/partner/transactions/out-trade-no/ORDER-0001"
                    + "?sp_mchid=1900000001&sub_mchid=1900000011"))
            .send();
    assertThat(queried.json().at("/payer").toString())
        .isEqualTo("{\"sp_openid\":\"oSp\",\"sub_openid\":\"oSub\"}");
    assertThat(queried.json().at("/sub_appid").asText()).isEqualTo("wx11");
    assertThat(simulator.state(own("ORDER-0001"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "native"})
  void placesAPartnerOrderWithoutAUser(String kind) {
    String body = PARTNER.replace(",'payer':{'sp_openid':'oSp','sub_openid':'oSub'}", "");

    assertThat(partner(kind, body).status()).isEqualTo(200);
    assertThat(partner(kind, body.replace("'sub_appid':'wx11',", "")).message())
        .isEqualTo("201 商户订单号重复");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'sub_mchid':'1900000011',; ``; sub_mchid",
        "'sp_appid':'wx1',; ``; sp_appid",
        "'sub_appid':'wx11',; ``; sub_appid",
        "'sp_openid':'oSp','sub_openid':'oSub'; ``; sp_openid",
        "'sp_openid'; 'openid'; sp_openid",
        "'sp_appid':'wx1'; 'sp_appid':'wx1','appid':'wx1'; 请求包体只允许包含",
      })
  void namesWhatIsMissing(String part, String instead, String named) {
    RawAnswer answer = partner("jsapi", PARTNER.replace(part, instead));

    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.message()).contains(named);
  }

  @ParameterizedTest
  @CsvSource({
    "jsapi, prepay_id, JSAPI",
    "app, prepay_id, APP",
    "h5, h5_url, MWEB",
    "native, code_url, NATIVE",
  })
  void placesACombineOfEachKind(String kind, String name, String tradeType) {
    RawAnswer answer = combine(kind, combineOf(kind, ONE, TWO, THREE));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path(name).asText()).isNotEmpty();
    assertThat(subBook.credential(own("ORDER-0002"))).contains(answer.json().path(name).asText());
    subBook.pay(own("ORDER-0002"));
    RawAnswer queried = get(own("/v3/combine-transactions/out-trade-no/COMBINE-01")).send();
    assertThat(queried.json().findValuesAsText("trade_state"))
        .containsExactly("SUCCESS", "SUCCESS", "SUCCESS");
    assertThat(queried.json().findValuesAsText("trade_type")).containsOnly(tradeType);
    assertThat(queried.json().findValuesAsText("attach")).containsExactly("a1", "a2", "a3");
    assertThat(queried.json().path("combine_appid").asText()).isEqualTo("wx1");
    if (kind.equals("jsapi")) {
      assertThat(queried.json().at("/combine_payer_info/openid").asText()).isEqualTo("oUp");
    }
  }

  @Test
  void placesACombineAgainOnlyIfNothingChanged() {
    String body = combineOf("native", ONE, TWO);
    RawAnswer first = combine("native", body);
    RawAnswer again = combine("native", body);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isNotEqualTo(first.text());
    assertThat(combine("native", combineOf("native", ONE, TWO, THREE)).message())
        .isEqualTo("201 商户订单号重复");
    assertThat(combine("native", body.replace("COMBINE-01", "COMBINE-02")).message())
        .isEqualTo("201 商户订单号重复");
    assertThat(simulator.book("1900000002").state(own("ORDER-0003"))).isEmpty();
    simulator.pay(own("ORDER-0001"));
    assertThat(combine("native", body).message()).isEqualTo("订单已支付");
  }

  @Test
  void closesAPlacedCombine() {
    combine("native", combineOf("native", ONE, TWO));
    String body =
        "{'combine_appid':'wx1','sub_orders':[{'mchid':'1900000001','out_trade_no':'ORDER-0001'},"
            + "{'mchid':'1900000001','sub_mchid':'1900000011','sub_appid':'wx11',"
            + "'out_trade_no':'ORDER-0002'}]}";

    RawAnswer answer =
        call()
            .post(own("/v3/combine-transactions/out-trade-no/COMBINE-01/close"), json(body))
            .send();

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(combine("native", combineOf("native", ONE, TWO)).message()).isEqualTo("201 商户订单号重复");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "10, true", "11, false"})
  void combinesTwoToTenOrdersOfMerchants(int count, boolean legal) {
    String body = combineOf("native", orders("'mchid':'1900000001'", count));

    assertThat(combine("native", body).status()).isEqualTo(legal ? 200 : 400);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "50, true", "51, false"})
  void combinesUpToFiftyOrdersOfSubMerchants(int count, boolean legal) {
    String body =
        combineOf("native", orders("'mchid':'1900000001','sub_mchid':'1900000011'", count));

    assertThat(combine("native", body).status()).isEqualTo(legal ? 200 : 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'combine_appid':'wx1',; ``; combine_appid",
        "'combine_mchid':'1900000001'; 'combine_mchid':'x'; combine_mchid",
        "COMBINE-01; 12; combine_out_trade_no",
        "'attach':'a1',; ``; sub_orders/0/attach",
        "'description':'d1',; ``; sub_orders/0/description",
        "'total_amount':1; 'total_amount':0; sub_orders/0/amount/total_amount",
        "'currency':'CNY'; 'currency':'USD'; sub_orders/0/amount/currency",
        "'attach':'a1'; 'attach':'a1','total':1; 请求包体只允许包含",
        "'openid':'oUp'; ``; combine_payer_info/openid",
        "'notify_url'; 'url'; notify_url",
        "{'combine_appid'; {'description':'d','combine_appid'; 请求包体只允许包含",
        "ORDER-0003; ORDER-0001; 子单信息重复",
      })
  void namesWhatIsMissingInACombine(String part, String instead, String named) {
    String other = THREE.replace("1900000002", "1900000001");
    RawAnswer answer = combine("jsapi", combineOf("jsapi", ONE, other).replace(part, instead));

    assertThat(answer.code()).as(answer.text()).isEqualTo("PARAM_ERROR");
    assertThat(answer.message()).contains(named);
    assertThat(simulator.state(own("ORDER-0001"))).isEmpty();
  }

  @Test
  void refusesACombineForAnotherMerchant() {
    String body =
        combineOf("native", ONE, TWO).replace("mchid':'1900000001','comb", "mchid':'2','comb");

    assertThat(combine("native", body).code()).isEqualTo("MCH_NOT_EXISTS");
  }

  private RawAnswer partner(String kind, String body) {
    return call().post("/v3/pay/partner/transactions/" + kind, json(body)).send();
  }

  private RawAnswer combine(String kind, String body) {
    return call().post("/v3/combine-transactions/" + kind, json(body)).send();
  }

  private String json(String body) {
    return own(body).replace('\'', '"');
  }

  private static String[] orders(String owner, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> subOrder(owner, i)).toArray(String[]::new);
  }

  private static String subOrder(String owner, int number) {
    return "{%s,'out_trade_no':'ORDER-%04d','attach':'a%d','description':'d%d',"
            .formatted(owner, number, number, number)
        + "'amount':{'total_amount':1,'currency':'CNY'}}";
  }

  private static String combineOf(String kind, String... orders) {
    String own =
        switch (kind) {
          case "jsapi" -> ",'combine_payer_info':{'openid':'oUp'}";
          case "h5" -> ",'scene_info':{'payer_client_ip':'14.23.150.211','h5_info':{'type':'iOS'}}";
          default -> "";
        };
    return IntStream.range(0, orders.length)
        .mapToObj(i -> orders[i])
        .collect(
            Collectors.joining(
                ",",
                "{'combine_appid':'wx1','combine_mchid':'1900000001',"
                    + "'combine_out_trade_no':'COMBINE-01','notify_url':'https://shop.example/paid',"
                    + "'sub_orders':[",
                "]" + own + "}"));
  }
}
