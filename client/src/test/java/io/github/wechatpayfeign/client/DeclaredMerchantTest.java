package io.github.wechatpayfeign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import feign.Request;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client reads who signs only from a header that names one merchant and has no signature. */
class DeclaredMerchantTest {

  private static final String NAMED = "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\"";

  @ParameterizedTest
  @ValueSource(strings = {NAMED, "WECHATPAY2-SM2-WITH-SM3 mchid=\"1900009191\""})
  void readsTheMerchantOfARequest(String authorization) {
    Request request = request(Map.of("authorization", List.of(authorization)));

    assertThat(DeclaredMerchant.mchidOf(request)).isEqualTo("1900009191");
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
        .isThrownBy(() -> DeclaredMerchant.mchidOf(request(headers)))
        .withMessageEndingWith(DeclaredMerchant.REMEDY);
  }

  private static Request request(Map<String, Collection<String>> headers) {
    return Request.create(Request.HttpMethod.GET, "https://x/v3/a", headers, null, UTF_8, null);
  }
}
