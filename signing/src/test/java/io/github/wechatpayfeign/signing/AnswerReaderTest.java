package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an answer can be verified at all. */
class AnswerReaderTest {

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 500})
  void saysThatASignedAnswerIsTooLong(int status, @TempDir Path folder) {
    OpenSsl openSsl = new OpenSsl(folder);
    Path wechatPay = openSsl.rsaKey("wechatpay.pem", 2048);
    Merchant merchant =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("0A")
            .privateKey(openSsl.rsaKey("apiclient_key.pem", 2048))
            .wechatPayPublicKey("PUB_KEY_ID_01", openSsl.publicKey(wechatPay, "pub_key.pem"))
            .build();
    String body = "x".repeat(1024 * 1024 + 1);
    String signature =
        openSsl.signBase64(wechatPay, ("1554208460\nnonce\n" + body + "\n").getBytes(UTF_8));
    Request request =
        Request.create(Request.HttpMethod.GET, "https://x/", Map.of(), null, UTF_8, null);
    Response response =
        Response.builder()
            .status(status)
            .request(request)
            .headers(
                Map.of(
                    "Wechatpay-Timestamp", List.of("1554208460"),
                    "Wechatpay-Nonce", List.of("nonce"),
                    "Wechatpay-Serial", List.of("PUB_KEY_ID_01"),
                    "Wechatpay-Signature", List.of(signature)))
            .body(body, UTF_8)
            .build();
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_554_208_460), ZoneOffset.UTC);

    Attempt attempt = new Attempt(Trust.in(merchant, clock), CallFacts.FIRST_ATTEMPT, Map.of());
    attempt.receive(status);

    Answer answer =
        new AnswerReader(new ResponseVerifier(clock, Duration.ofMinutes(5), ReplayMemory.off()))
            .read(request, response, attempt);

    assertThat(answer.failure())
        .isInstanceOfSatisfying(
            ResponseNotVerifiedException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo(Reason.BODY_TOO_LONG));
  }
}
