package io.github.wechatpayfeign.integrationtests.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import feign.Logger;
import feign.Request;
import io.github.wechatpayfeign.api.CloseOrderRequest;
import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret never reaches a log, a message or a toString. */
class SecretsTest {

  @ParameterizedTest(name = "an answer of {0}")
  @ValueSource(ints = {0, 204, 200, 401, 500})
  void showsNoSignatureAndNoKeyWhateverIsLoggedAndThrown(int status) {
    List<String> log = new CopyOnWriteArrayList<>();
    try (RawServer server =
        RawServer.start(
            (request, out) -> {
              if (status == 204) {
                out.write(TestGateway.signedAnswer(204, ""));
              } else if (status > 0) {
                out.write(TestGateway.answer(status, Map.of(), "{\"code\":\"SIGN_ERROR\"}"));
              }
            })) {
      WechatPay wechatPay = TestGateway.client(server.baseUrl());
      TransactionsApi api =
          wechatPay
              .feignBuilder()
              .logger(recordingTo(log))
              .logLevel(Logger.Level.FULL)
              .target(TransactionsApi.class, server.baseUrl());

      Throwable thrown =
          catchThrowable(() -> api.close("ORDER-1", new CloseOrderRequest(TestGateway.MCHID)));

      String all = String.join("\n", log) + wechatPay + wechatPay.merchant() + everything(thrown);
      assertThat(log).anyMatch(line -> line.contains("/close"));
      assertThat(all).contains("mchid=\"1900000109\"");
      assertThat(all).doesNotContain("signature=\"", "nonce_str", "PRIVATE KEY");
      assertThat(all).doesNotContain(server.onlyRequest().authorization().get("signature"));
      assertThat(all).doesNotContain(privateKeyText());
    }
  }

  private static String everything(Throwable thrown) {
    StringWriter text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text));
    }
    if (thrown instanceof feign.FeignException e) {
      text.append(e.responseHeaders().toString()).append(e.contentUTF8());
      text.append(String.valueOf(e.request()));
    }
    return text.toString();
  }

  private static String privateKeyText() {
    return Base64.getEncoder()
        .encodeToString(TestGateway.MERCHANT_KEYS.getPrivate().getEncoded())
        .substring(40, 80);
  }

  private static Logger recordingTo(List<String> log) {
    return new Logger() {
      @Override
      @SuppressWarnings("AnnotateFormatMethod")
      protected void log(String configKey, String format, Object... args) {
        log.add(String.format(format, args));
      }

      @Override
      protected void logRequest(String configKey, Level level, Request request) {
        super.logRequest(configKey, level, request);
        log.add(request.toString());
      }
    };
  }
}
