package io.github.wechatpayfeign.api;

import static org.assertj.core.api.Assertions.assertThat;

import feign.RequestTemplate;
import feign.jackson.JacksonEncoder;
import io.github.wechatpayfeign.api.internal.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of a close is written without Jackson, and is equal to Jackson's. */
class WechatPayEncoderTest {

  @ParameterizedTest
  @ValueSource(strings = {"1900000109", "0", "aZ09", "a_b-c", "00000000000000000000000000000032"})
  void writesACloseAsJacksonDoes(String mchid) {
    assertWrittenAsJacksonDoes(new CloseOrderRequest(mchid));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900000109", "a_b-c"})
  void leavesOtherBodiesToJackson(String mchid) {
    assertWrittenAsJacksonDoes(new PartnerCloseOrderRequest(mchid, "1900000110"));
  }

  private static void assertWrittenAsJacksonDoes(Object body) {
    RequestTemplate ours = new RequestTemplate();
    new WechatPayEncoder().encode(body, body.getClass(), ours);
    RequestTemplate jacksons = new RequestTemplate();
    new JacksonEncoder(Json.newMapper()).encode(body, body.getClass(), jacksons);

    assertThat(ours.body()).isNotEmpty().isEqualTo(jacksons.body());
    assertThat(ours.requestCharset()).isEqualTo(jacksons.requestCharset());
    // OkHttp writes the length itself.
    jacksons.removeHeader("Content-Length");
    assertThat(ours.headers()).isEqualTo(jacksons.headers());
  }
}
