package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feign.Feign;
import feign.Headers;
import feign.Request;
import feign.RequestInterceptor;
import feign.RequestLine;
import feign.RequestTemplate;
import feign.Response;
import io.github.wechatpayfeign.merchant.Merchant;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the interceptor adds to a request and signs, and which requests it refuses. */
class SigningRequestInterceptorTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_209_980), ZoneOffset.UTC);

  private static final Merchant MERCHANT = OpenSslKeys.merchant("1900000109", "0A");

  private final List<Request> sent = new ArrayList<>();

  interface Api {
    @RequestLine("GET /v3/certificates")
    void plain();

    @RequestLine("GET /v3/certificates")
    @Headers({
      "Accept: text/csv",
      "wechatpay-serial: 0B",
      "Authorization: Basic eA==",
      "User-Agent: shop/1"
    })
    void withHeaders();
  }

  private Api api(RequestInterceptor... before) {
    return Feign.builder()
        .client(
            (request, options) -> {
              sent.add(request);
              return Response.builder().status(204).headers(Map.of()).request(request).build();
            })
        .requestInterceptors(List.of(before))
        .requestInterceptor(new SigningRequestInterceptor(MERCHANT, CLOCK))
        .target(Api.class, "https://api.mch.weixin.qq.com");
  }

  private String header(String name) {
    return String.join("|", sent.get(0).headers().getOrDefault(name, List.of()));
  }

  @Test
  void addsWhatApiv3WantsOfEachRequest() {
    api().plain();

    assertThat(header("Authorization"))
        .startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000109\",nonce_str=\"")
        .endsWith("\",timestamp=\"1554209980\",serial_no=\"0A\"");
    assertThat(header("Wechatpay-Serial")).isEqualTo("PUB_KEY_ID_01");
    assertThat(header("Accept")).isEqualTo("application/json");
    assertThat(header("Content-Type")).isEqualTo("application/json");
    assertThat(header("User-Agent")).isEqualTo("wechatpay-feign-signing");
  }

  @Test
  void keepsTheHeadersOfARequestButAnAuthorization() {
    api().withHeaders();

    assertThat(header("Authorization"))
        .startsWith("WECHATPAY2-SHA256-RSA2048 ")
        .doesNotContain("|");
    assertThat(header("wechatpay-serial")).isEqualTo("0B");
    assertThat(header("Accept")).isEqualTo("text/csv");
    assertThat(header("User-Agent")).isEqualTo("shop/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v3/a//b",
        "/v3/../b",
        "/v3/a/.",
        "/v3/a%2fb",
        "/v3/a'b",
        "/v3/",
        "?a=b",
        "/v3/a?b='c'"
      })
  void refusesAPathThatAClientMayChange(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> api(template -> template.uri(uri)).plain())
        .withMessageEndingWith("; nothing was sent");
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void refusesABodyOfARequestThatHasNone(String method) {
    RequestInterceptor before =
        template ->
            template.method(Request.HttpMethod.valueOf(method)).body("{}".getBytes(UTF_8), UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> api(before).plain())
        .withMessageContaining("A " + method + " with a body");
    assertThat(sent).isEmpty();
  }

  @Test
  void refusesABodyThatIsToBeCompressed() {
    RequestInterceptor before = template -> template.header("content-encoding", "gzip");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> api(before).plain())
        .withMessageContaining("Content-Encoding");
    assertThat(sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v3/a", "/v3/a?b=c", "/v3/a%7Cb?mchid=1900000109&note=a/b?c"})
  void signsPathAndQueryOfATemplateThatFeignDidNotMake(String uri) throws Exception {
    RequestTemplate withoutHost = new RequestTemplate().method(Request.HttpMethod.GET).uri(uri);
    RequestTemplate withHost =
        new RequestTemplate().method(Request.HttpMethod.GET).uri(uri).target("https://gateway");

    for (RequestTemplate template : List.of(withoutHost, withHost)) {
      assertThat(template.feignTarget()).isNull();
      new SigningRequestInterceptor(MERCHANT, CLOCK).apply(template);

      String authorization =
          String.join("|", template.headers().getOrDefault("Authorization", List.of()));
      String nonce = authorization.replaceFirst(".*nonce_str=\"([^\"]+)\".*", "$1");
      assertThat(authorization)
          .isEqualTo(
              new RequestSigner(CLOCK, () -> nonce)
                  .sign(MERCHANT, "GET", uri, new byte[0])
                  .authorization());
    }
  }
}
