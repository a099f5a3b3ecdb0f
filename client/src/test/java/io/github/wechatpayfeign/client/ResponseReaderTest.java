package io.github.wechatpayfeign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request;
import feign.Response;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import io.github.wechatpayfeign.signing.ResponseVerifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an answer can be verified at all, and is believed once. */
class ResponseReaderTest {

  private static final long NOW = 1_554_208_460;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path wechatPayKey;
  private static Path forgersKey;
  private static Merchant merchant;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    wechatPayKey = openSsl.rsaKey("wechatpay.pem", 2048);
    forgersKey = openSsl.rsaKey("forger.pem", 2048);
    merchant =
        Merchant.builder()
            .mchid("1900000109")
            .merchantSerial("0A")
            .privateKey(openSsl.rsaKey("apiclient_key.pem", 2048))
            .wechatPayPublicKey("PUB_KEY_ID_01", openSsl.publicKey(wechatPayKey, "pub_key.pem"))
            .build();
  }

  @ParameterizedTest(name = "HTTP {0}")
  @ValueSource(ints = {200, 500})
  void saysThatASignedAnswerIsTooLong(int status) {
    Response response = answer(status, "x".repeat(1024 * 1024 + 1), wechatPayKey);

    assertThat(reasonOf(read(response, ReplayMemory.off()))).isEqualTo(Reason.BODY_TOO_LONG);
  }

  @Test
  void believesAnAnswerOnceAndItsCopyNeverAgain() {
    ReplayMemory believed = new ReplayMemory(TOLERANCE, () -> 0);

    // What is not believed is not remembered.
    assertThat(reasonOf(read(answer(200, "{}", forgersKey), believed)))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(read(answer(200, "{}", wechatPayKey), believed).failure()).isNull();
    assertThat(reasonOf(read(answer(200, "{}", wechatPayKey), believed)))
        .isEqualTo(Reason.REPLAYED);
  }

  private static @Nullable Reason reasonOf(AttemptResult answer) {
    return answer.failure() instanceof ResponseNotVerifiedException thrown ? thrown.reason() : null;
  }

  private static AttemptResult read(Response response, ReplayMemory believed) {
    Attempt attempt =
        new Attempt(MerchantTrust.in(merchant, CLOCK), CallFacts.FIRST_ATTEMPT, Map.of());
    attempt.receive(response.status());
    ApiCall call =
        new ApiCall(
            response.request(),
            HttpUrl.get(response.request().url()),
            new Request.Options(),
            FeignMethod.of(response.request()),
            merchant.mchid(),
            merchant);
    return new ResponseReader(new ResponseVerifier(CLOCK, TOLERANCE), believed)
        .read(call, response, attempt);
  }

  private static Response answer(int status, String body, Path key) {
    String signature = openSsl.signBase64(key, (NOW + "\nnonce\n" + body + "\n").getBytes(UTF_8));
    return Response.builder()
        .status(status)
        .request(Request.create(Request.HttpMethod.GET, "https://x/", Map.of(), null, UTF_8, null))
        .headers(
            Map.of(
                "Wechatpay-Timestamp", List.of(Long.toString(NOW)),
                "Wechatpay-Nonce", List.of("nonce"),
                "Wechatpay-Serial", List.of("PUB_KEY_ID_01"),
                "Wechatpay-Signature", List.of(signature)))
        .body(body, UTF_8)
        .build();
  }
}
