package io.github.wechatpayfeign.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Request.HttpMethod;
import feign.RequestTemplate;
import io.github.wechatpayfeign.merchant.Merchant;
import java.security.KeyPairGenerator;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Makes the same request as Feign's own target, with the merchant in it. */
class GatewayTargetTest {

  private static final String NAMED = "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\"";

  private static Merchant merchant;

  @BeforeAll
  static void makeMerchant() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    merchant =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("5F1C72E2A8931B72A2E13AF8DEE92471EB397115")
            .privateKey(generator.generateKeyPair().getPrivate())
            .wechatPayPublicKey("PUB_KEY_ID_01", generator.generateKeyPair().getPublic())
            .build();
  }

  private static Request request(RequestTemplate template) {
    return new GatewayTarget<>(TransactionsApi.class, "https://x/base", merchant)
        .apply(template.resolve(Map.of("id", "1")));
  }

  @Test
  void putsBaseUrlPathAndQueryTogether() {
    Request request =
        request(new RequestTemplate().method(HttpMethod.GET).uri("/v3/a/{id}?mchid=2"));

    assertThat(request.httpMethod()).isEqualTo(HttpMethod.GET);
    assertThat(request.url()).isEqualTo("https://x/base/v3/a/1?mchid=2");
    assertThat(request.headers()).containsOnlyKeys("Authorization");
    assertThat(request.headers().get("Authorization")).containsExactly(NAMED);
  }

  @Test
  void keepsAWholeUrl() {
    Request request =
        request(new RequestTemplate().method(HttpMethod.GET).uri("/v3/a").target("https://y"));

    assertThat(request.url()).isEqualTo("https://y/v3/a");
  }

  @Test
  void keepsBodyAndHeadersButNoOtherMerchant() {
    RequestTemplate template =
        new RequestTemplate()
            .method(HttpMethod.POST)
            .uri("/v3/a")
            .header("authorization", "somebody")
            .header("Accept", "text/plain")
            .body("{}".getBytes(UTF_8), UTF_8);
    Request request = request(template);

    assertThat(request.body()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(request.charset()).isEqualTo(UTF_8);
    assertThat(request.headers().get("Accept")).containsExactly("text/plain");
    assertThat(request.headers().get("Authorization")).containsExactly(NAMED);
    assertThat(request.headers().get("authorization")).containsExactly(NAMED);
  }
}
