package io.github.wechatpayfeign.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no gateway should give, and facts that no call should have. */
class OddAnswersTest {

  private static final SignedRequest SIGNED = new SignedRequest("POST", "/v3/x", 1, "0A1B", 123);

  /** SignErrorException.explanation(): "Null where the gateway gives nothing to compare". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"method\":null,\"url\":null,\"sign_message_length\":null}",
        "{\"method\":[],\"url\":{},\"sign_message_length\":[]}",
        "{\"truncated_sign_message\":\"POST\"}"
      })
  void blamesNoKeyWhereNothingWasCompared(String information) {
    assertThat(explanation("错误的签名,验签失败", information)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"85\"", "99999999999999999999", "2147483648", "null", "[]"})
  void blamesNoKeyWhereTheLengthCannotBeCompared(String length) {
    String information =
        "{\"method\":\"POST\",\"url\":\"/v3/x\",\"sign_message_length\":" + length + "}";

    assertThat(String.valueOf(explanation("错误的签名,验签失败", information)))
        .doesNotContain("the private key does not belong");
  }

  @Test
  void believesTheMessageBeforeTheComparison() {
    String equal = "{\"method\":\"POST\",\"url\":\"/v3/x\",\"sign_message_length\":123}";

    assertThat(explanation("商户证书序列号有误", equal)).contains("does not know the serial");
  }

  @Test
  void doesNotSpeakOfAnExpiredCertificateWhereTheMerchantHasNone() {
    assertThat(String.valueOf(explanation("商户未申请过证书", "null"))).doesNotContain("expired");
  }

  @Test
  void comesBackFromTheResponseWhateverTheNumberOfAttempts() {
    CallFacts facts = new CallFacts(10_000, true);

    assertThat(CallFacts.of(facts.addTo(Answers.of(500, "")).headers())).isEqualTo(facts);
  }

  /** A target of more than 450 characters makes a header that is cut before it is read. */
  @Test
  void readsASignedRequestWithALongTarget() {
    SignedRequest signed = new SignedRequest("GET", "/v3/x?q=" + "x".repeat(500), 1, "0A", 600);

    assertThat(SignedRequest.of(Map.of(SignedRequest.HEADER, List.of(signed.toHeader()))))
        .isEqualTo(signed);
  }

  @ParameterizedTest(name = "{0} characters")
  @ValueSource(ints = {512, 513, 600, 2_000})
  void doesNotTakeALongUrlForAnotherOne(int length) {
    String target = "/v3/x?q=" + "x".repeat(length - 8);
    SignedRequest signed = new SignedRequest("GET", target, 1, "0A1B", 600);
    String body =
        "{\"code\":\"SIGN_ERROR\",\"message\":\"m\",\"detail\":{\"sign_information\":"
            + "{\"method\":\"GET\",\"url\":\""
            + target
            + "\",\"sign_message_length\":600}}}";
    Response answer =
        Answers.builder(401)
            .headers(Map.of(SignedRequest.HEADER, List.of(signed.toHeader())))
            .body(body.getBytes(UTF_8))
            .build();

    SignErrorException thrown = (SignErrorException) new WechatPayErrorDecoder().decode("", answer);

    assertThat(String.valueOf(thrown.explanation())).doesNotContain("was changed on the way");
  }

  private static @Nullable String explanation(String message, String information) {
    String body =
        "{\"code\":\"SIGN_ERROR\",\"message\":\""
            + message
            + "\",\"detail\":{\"sign_information\":"
            + information
            + "}}";
    Response answer =
        Answers.builder(401)
            .headers(Map.of(SignedRequest.HEADER, List.of(SIGNED.toHeader())))
            .body(body.getBytes(UTF_8))
            .build();
    return ((SignErrorException) new WechatPayErrorDecoder().decode("", answer)).explanation();
  }
}
