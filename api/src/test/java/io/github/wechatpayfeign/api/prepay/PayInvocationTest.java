package io.github.wechatpayfeign.api.prepay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a phone gets has exactly the names that it needs, and the right prepay_id. */
class PayInvocationTest {

  private static final JsapiInvocation JSAPI =
      new JsapiInvocation("wx1", "1554208460", "n1", "prepay_id=wx2014", "RSA", "c2lnbg==");
  private static final AppInvocation APP =
      new AppInvocation(
          "wx1", "1900000109", "wx2014", "Sign=WXPay", "n1", "1554208460", "c2lnbg==");

  @Test
  void hasTheNamesOfJsapi() {
    assertThat(JSAPI.asMap())
        .containsExactly(
            entry("appId", "wx1"),
            entry("timeStamp", "1554208460"),
            entry("nonceStr", "n1"),
            entry("package", "prepay_id=wx2014"),
            entry("signType", "RSA"),
            entry("paySign", "c2lnbg=="));
    assertIsWrittenAs(
        JSAPI,
        "{\"appId\":\"wx1\",\"timeStamp\":\"1554208460\",\"nonceStr\":\"n1\","
            + "\"package\":\"prepay_id=wx2014\",\"signType\":\"RSA\",\"paySign\":\"c2lnbg==\"}");
  }

  @Test
  void hasTheNamesOfAMiniProgram() {
    assertThat(JSAPI.forMiniProgram())
        .containsExactly(
            entry("timeStamp", "1554208460"),
            entry("nonceStr", "n1"),
            entry("package", "prepay_id=wx2014"),
            entry("signType", "RSA"),
            entry("paySign", "c2lnbg=="));
  }

  @Test
  void hasTheNamesOfAnApp() {
    assertThat(APP.asMap())
        .containsExactly(
            entry("appId", "wx1"),
            entry("partnerId", "1900000109"),
            entry("prepayId", "wx2014"),
            entry("packageValue", "Sign=WXPay"),
            entry("nonceStr", "n1"),
            entry("timeStamp", "1554208460"),
            entry("sign", "c2lnbg=="));
    assertIsWrittenAs(
        APP,
        "{\"appId\":\"wx1\",\"partnerId\":\"1900000109\",\"prepayId\":\"wx2014\","
            + "\"packageValue\":\"Sign=WXPay\",\"nonceStr\":\"n1\",\"timeStamp\":\"1554208460\","
            + "\"sign\":\"c2lnbg==\"}");
  }

  /** An application writes it with a mapper of its own. */
  private static void assertIsWrittenAs(PayInvocation invocation, String json) {
    assertThat(Orders.json(invocation)).isEqualTo(json);
    assertThat(JsonMapper.builder().build().writeValueAsString(invocation)).isEqualTo(json);
  }

  @Test
  void cannotHaveTheOtherFourthLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JsapiInvocation("wx1", "1", "n1", "wx2014", "RSA", "s"))
        .withMessage("The package must begin with prepay_id=");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new AppInvocation("wx1", "1", "prepay_id=wx2014", "Sign=WXPay", "n", "1", "s"))
        .withMessage("The prepayId must be bare, without prepay_id=");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepayId("prepay_id=wx2014"))
        .withMessage("The prepay_id must not begin with prepay_id=");
  }

  @Test
  void showsNoSignature() {
    assertThat(JSAPI).hasToString("JsapiInvocation[wx1, prepay_id=wx2014, timeStamp=1554208460]");
    assertThat(APP).hasToString("AppInvocation[wx1, wx2014, timeStamp=1554208460]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "wx 1", "wx1\n", "茶"})
  void refusesAnAnswerThatCannotBe(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrepayId(value))
        .withMessage("The prepay_id must be 1 to 512 visible ASCII characters");
    assertThatIllegalArgumentException().isThrownBy(() -> new CodeUrl(value));
    assertThatIllegalArgumentException().isThrownBy(() -> new H5Url(value));
  }

  @Test
  void returnsTheBuyerToAPage() {
    H5Url url = new H5Url("https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1");

    assertThat(url.withRedirect("https://shop.example.com/orders?no=1&tab=paid"))
        .isEqualTo(
            "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1"
                + "&redirect_url=https%3A%2F%2Fshop.example.com%2Forders%3Fno%3D1%26tab%3Dpaid");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> url.withRedirect("/orders"))
        .withMessageStartingWith("The redirect_url must be an absolute http or https URL");
    assertThatIllegalArgumentException().isThrownBy(() -> new H5Url("weixin://wap/pay"));
  }
}
