package io.github.wechatpayfeign.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import feign.RequestTemplate;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request names the merchant that signs it, once. */
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
}
