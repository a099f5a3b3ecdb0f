package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order that is placed through the API can be shown, paid and closed. */
class NativePrepayTest extends SharedSimulatorTest {
  private static final String BODY =
      "{'appid':'wx1','mchid':'1900000001','description':'Image形象店-深圳腾大-QQ公仔',"
          + "'out_trade_no':'ORDER-0001','notify_url':'https://shop.example/paid',"
          + "'amount':{'total':6000,'currency':'CNY'},'attach':'自定义数据','goods_tag':'WXG'}";

  @Test
  void placesAnOrderAndAnswersTheCodeToScan() {
    RawAnswer answer = placed(BODY);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.isSignedBy(simulator.publicKeyPem())).isTrue();
    assertThat(answer.text())
        .matches("\\{\"code_url\":\"weixin://wxpay/bizpayurl\\?pr=[0-9A-F]{9}\"}");
    assertThat(simulator.state(own("ORDER-0001"))).contains(OrderState.UNPAID);
  }

  @Test
  void showsAndClosesThePlacedOrder() {
    placed(BODY);
    assertThat(query(own("ORDER-0001")).json().at("/amount/total").asInt()).isEqualTo(6000);
    assertThat(query(own("ORDER-0001")).json().at("/appid").asText()).isEqualTo("wx1");
    assertThat(close(own("ORDER-0001")).status()).isEqualTo(204);
  }

  @Test
  void showsThePaymentOfThePlacedOrder() {
    placed(BODY);
    simulator.pay(own("ORDER-0001"));

    assertThat(query(own("ORDER-0001")).json().at("/trade_type").asText()).isEqualTo("NATIVE");
    assertThat(query(own("ORDER-0001")).json().at("/attach").asText()).isEqualTo("自定义数据");
  }

  @Test
  void acceptsANumberOnlyOnce() {
    placed(BODY);
    RawAnswer answer = placed(BODY);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("OUT_TRADE_NO_USED");
    assertThat(answer.headers()).doesNotContainKey("Wechatpay-Signature");
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
        "{'total':6000,'currency':'CNY'}; 6000; /body/amount",
        "'total':6000,; ``; /body/amount/total",
        "6000; 0; /body/amount/total",
        "6000; -1; /body/amount/total",
        "6000; 60.5; /body/amount/total",
        "6000; '6000'; /body/amount/total",
        "6000; 9223372036854775808; /body/amount/total",
        "CNY; USD; /body/amount/currency",
      })
  void namesTheFieldThatIsMissingOrBroken(String part, String instead, String path) {
    RawAnswer answer = placed(BODY.replace(part, instead));

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
    assertThat(answer.message()).contains("“" + path + "”");
    assertThat(answer.json().at("/detail/location").asText()).isEqualTo("body");
    assertThat(simulator.state(own("ORDER-0001"))).isEmpty();
  }

  @Test
  void refusesOrdersForAnotherMerchant() {
    RawAnswer answer = placed(BODY.replace("1900000001", "1900000002"));

    assertThat(answer.code()).isEqualTo("MCH_NOT_EXISTS");
  }

  private RawAnswer placed(String body) {
    return call().post("/v3/pay/transactions/native", own(body).replace('\'', '"')).send();
  }
}
