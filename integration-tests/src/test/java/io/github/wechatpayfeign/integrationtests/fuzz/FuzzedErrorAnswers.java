package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.ClientErrorException;
import io.github.wechatpayfeign.errors.NextStep;
import io.github.wechatpayfeign.errors.Outcome;
import io.github.wechatpayfeign.errors.ServerErrorException;
import io.github.wechatpayfeign.errors.UnexpectedStatusException;
import io.github.wechatpayfeign.errors.WechatPayErrorDecoder;
import io.github.wechatpayfeign.errors.WechatPayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Any status, headers and body become an exception of the hierarchy that tells no lie. */
public final class FuzzedErrorAnswers {

  private static final Request REQUEST =
      Request.create(
          Request.HttpMethod.POST,
          "https://api.mch.weixin.qq.com/close",
          Map.of(),
          new byte[0],
          UTF_8,
          null);

  private FuzzedErrorAnswers() {}

  static List<byte[]> seeds() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                "502\nContent-Type: text/html\n\n<html>\r\n<h1>Bad Gateway</h1></html>",
                "500\nRequest-ID: 08F78BB5AF0610D302-0\n\n{\"code\":\"SYSTEM_ERROR\"}",
                "202\n\n{\"code\":\"USERPAYING\",\"message\":\"\\u0000\\n\"}",
                "429\nRetry-After: 5\n\n{\"code\":\"FREQUENCY_LIMITED\",\"message\":\"频率超限\"}",
                "403\nWechatpay-Feign-Call: attempts=2;unknown=true\n\n{\"code\":\"RULE_LIMIT\"}",
                "400\n\n"
                    + "{\"code\":\"PARAM_ERROR\",\"message\":\"m\",\"detail\":{\"field\":\"f\","
                    + "\"value\":1e9,\"issue\":\"i\",\"location\":\"body\"}}",
                "400\n\n{\"code\":1,\"detail\":{\"detail\":{\"issue\":\"sign not match\"}}}",
                "400\n\n"
                    + "{\"code\":\"SYSTEM_ERROR\",\"detail\":"
                    + "{\"location\":null,\"value\":[\"/body/payer/openid\"]}}",
                "408\nRetry-After: Sunday, 06-Nov-94 08:49:37 GMT\n\n{\"detail\":[1,{\"a\":2}]}",
                "404\n\n[[{\"code\":null}]]",
                "-1\n\n\u0000"));
    String signed = "POST /v3/close 1554209980 5F1C72E2A8931B72A2E13AF8DEE92471EB397115 99";
    for (String rest :
        List.of(
            "\n\n{\"code\":\"SIGN_ERROR\",\"detail\":{\"sign_information\":{\"method\":\"POST\","
                + "\"url\":\"/v3/close\",\"sign_message_length\":98}}}",
            "\nDate: Tue, 02 Apr 2019 12:59:40 GMT\n\n"
                + "{\"code\":\"SIGN_ERROR\",\"message\":\"timestamp\"}",
            "\n\n{\"code\":\"SIGN_ERROR\",\"message\":\"证书序列号\"}")) {
      texts.add("401\nWechatpay-Feign-Signed: " + signed + rest);
    }
    return texts.stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  public static void fuzzerInitialize() {
    Fuzzer.warmUp(FuzzedErrorAnswers::fuzzerTestOneInput, seeds());
  }

  public static void fuzzerTestOneInput(byte[] data) {
    FuzzedAnswer answer = FuzzedAnswer.parse(data);
    Response response =
        Response.builder()
            .status(answer.status())
            .headers(Map.copyOf(answer.headersByName()))
            .body(answer.body())
            .request(REQUEST)
            .build();

    WechatPayException thrown = new WechatPayErrorDecoder().decode("Api#close()", response);

    FuzzedMessages.requireOneShortLine(thrown.getMessage());
    assertThat(thrown)
        .isInstanceOfAny(
            ClientErrorException.class,
            ServerErrorException.class,
            UnexpectedStatusException.class);
    if (thrown instanceof ClientErrorException || thrown.outcome() == Outcome.REJECTED) {
      assertThat(answer.status()).as("a refusal").isBetween(400, 499);
    }
    if (thrown.outcome() == Outcome.UNKNOWN) {
      assertThat(thrown.next()).isIn(NextStep.RETRY_LATER, NextStep.QUERY_ORDER);
    }
    assertThat(thrown.getMessage()).startsWith(thrown.summary());
    assertThat(thrown.responseHeaders().keySet()).noneMatch(FuzzedErrorAnswers::isInternal);
    assertThat(thrown.retryAfter().orElse(Duration.ZERO))
        .isBetween(Duration.ZERO, Duration.ofDays(365));
    if (thrown.detailJson() != null) {
      FuzzedMessages.requireOneLineOfJson(thrown.detailJson());
    }
    assertThat(thrown.status()).isEqualTo(answer.status());
    assertThat(thrown.attempts()).isBetween(1, 9999);
    assertThat(thrown.next()).isNotNull();
    assertThat(thrown.remedy()).isNotEmpty();
    assertThat(thrown.hasRequest()).isFalse();
    assertThat(thrown.contentUTF8()).isEqualTo(new String(answer.body(), UTF_8));
    List<Object> others = new ArrayList<>();
    others.add(thrown.code());
    others.add(thrown.gatewayMessage());
    others.add(thrown.detail());
    others.add(thrown.requestId());
    others.add(thrown.retryable());
    others.add(thrown.responseHeaders());
    assertThat(others.toString() + thrown).isNotEmpty();
  }

  private static boolean isInternal(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith("wechatpay-feign-");
  }
}
