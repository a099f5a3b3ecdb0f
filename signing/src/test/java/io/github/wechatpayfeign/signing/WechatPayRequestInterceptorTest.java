package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import feign.Request;
import feign.RequestTemplate;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WechatPayRequestInterceptorTest {

  private static final Merchant MERCHANT = OpenSslKeys.merchant("1900009191", "0A");
  private static final String NAMED = "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\"";

  private final RequestTemplate template = new RequestTemplate();

  @Test
  void namesTheMerchantThatSigns() {
    new WechatPayRequestInterceptor(MERCHANT).apply(template);

    assertThat(template.headers()).containsExactly(entry("Authorization", List.of(NAMED)));
  }

  @Test
  void replacesAnAuthorizationAndRemovesAContentLength() {
    template.header("authorization", "Basic eA==").header("Content-Length", "2");
    WechatPayRequestInterceptor interceptor = new WechatPayRequestInterceptor(MERCHANT);

    interceptor.apply(template);
    interceptor.apply(template);

    assertThat(template.headers()).containsExactly(entry("Authorization", List.of(NAMED)));
  }

  @Test
  void asksTheSourceForTheMerchantOfEachRequest() {
    List<Merchant> merchants = List.of(MERCHANT, OpenSslKeys.merchant("1900000109", "0B"));
    int[] asked = {0};
    WechatPayRequestInterceptor interceptor =
        new WechatPayRequestInterceptor(() -> merchants.get(asked[0]++));

    interceptor.apply(template);
    interceptor.apply(template);

    assertThat(template.headers().get("Authorization"))
        .containsExactly("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000109\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {NAMED, "WECHATPAY2-SM2-WITH-SM3 mchid=\"1900009191\""})
  void readsTheMerchantOfARequest(String authorization) {
    Request request = request(Map.of("authorization", List.of(authorization)));

    assertThat(WechatPayRequestInterceptor.mchidOf(request)).isEqualTo("1900009191");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic eA==",
        "WECHATPAY2-SHA256-RSA2048 mchid=\"\"",
        "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191",
        "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\",nonce_str=\"a\"",
        "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\" ",
        "WECHATPAY2-SHA512-RSA4096 mchid=\"1900009191\""
      })
  void readsNoMerchantFromAnotherHeader(String authorization) {
    assertNamesNobody(Map.of("Authorization", List.of(authorization)));
  }

  @Test
  void readsNoMerchantIfNoneOrTwoAreNamed() {
    assertNamesNobody(Map.of());
    assertNamesNobody(Map.of("Authorization", List.of(NAMED, NAMED)));
    assertNamesNobody(Map.of("Authorization", List.of(NAMED), "authorization", List.of(NAMED)));
  }

  private static void assertNamesNobody(Map<String, Collection<String>> headers) {
    assertThatIllegalStateException()
        .isThrownBy(() -> WechatPayRequestInterceptor.mchidOf(request(headers)))
        .withMessageEndingWith(WechatPayRequestInterceptor.REMEDY);
  }

  private static Request request(Map<String, Collection<String>> headers) {
    return Request.create(Request.HttpMethod.GET, "https://x/v3/a", headers, null, UTF_8, null);
  }
}
