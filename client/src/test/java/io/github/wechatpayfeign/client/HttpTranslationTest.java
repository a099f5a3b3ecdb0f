package io.github.wechatpayfeign.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Request.HttpMethod;
import feign.Request.ProtocolVersion;
import io.github.wechatpayfeign.errors.CallFacts;
import io.github.wechatpayfeign.merchant.Merchant;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OkHttp sends for Feign's request, and what Feign reads of OkHttp's answer. */
class HttpTranslationTest {

  private static final String URL = "https://x/v3/a";

  private static Merchant merchant;

  @BeforeAll
  static void makeMerchant() throws GeneralSecurityException {
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

  private static feign.Request declared(
      HttpMethod method, Map<String, Collection<String>> headers, byte @Nullable [] body) {
    return feign.Request.create(method, URL, headers, body, UTF_8, null);
  }

  private static Request sent(feign.Request declared, Map<String, String> observers) {
    MerchantTrust trust = MerchantTrust.in(merchant, Clock.systemUTC());
    AttemptTag tag = new AttemptTag(new Attempt(trust, CallFacts.FIRST_ATTEMPT, Map.of()), 1, 2);
    Request request = HttpTranslation.request(declared, HttpUrl.get(URL), observers, tag);
    assertThat(
            request.body() instanceof HttpTranslation.KnownBody known
                ? known.tag()
                : request.tag(AttemptTag.class))
        .isSameAs(tag);
    return request;
  }

  @Test
  void hasTheDefaultHeadersThatAreMissing() {
    Request request = sent(declared(HttpMethod.GET, Map.of(), null), Map.of());

    assertThat(request.body()).isNull();
    assertThat(request.headers().values("Accept")).containsExactly("application/json");
    assertThat(request.headers().values("Content-Type")).containsExactly("application/json");
    assertThat(request.headers().values("User-Agent")).containsExactly(UserAgent.VALUE);
  }

  @Test
  void keepsTheHeadersThatAreDeclared() {
    Map<String, Collection<String>> headers =
        Map.of(
            "accept", List.of("text/plain", "text/html"),
            "content-type", List.of("text/xml"),
            "user-agent", List.of("mine"));
    Request request = sent(declared(HttpMethod.GET, headers, null), Map.of());

    assertThat(request.headers().values("Accept")).containsExactly("text/plain", "text/html");
    assertThat(request.headers().values("Content-Type")).containsExactly("text/xml");
    assertThat(request.headers().values("User-Agent")).containsExactly("mine");
  }

  @Test
  void givesTheDeclaredTypeToTheBody() throws IOException {
    Map<String, Collection<String>> headers = Map.of("Content-Type", List.of("text/xml"));
    Request request = sent(declared(HttpMethod.POST, headers, "<a/>".getBytes(UTF_8)), Map.of());
    Buffer body = new Buffer();
    Objects.requireNonNull(request.body()).writeTo(body);

    assertThat(body.readUtf8()).isEqualTo("<a/>");
    assertThat(request.body().contentLength()).isEqualTo(4);
    assertThat(request.body().contentType()).isEqualTo(MediaType.get("text/xml"));
    assertThat(request.header("Content-Type")).isNull();
  }

  @Test
  void sendsATypeThatNobodyUnderstandsAsItIs() {
    Map<String, Collection<String>> headers = Map.of("Content-Type", List.of("no type"));
    Request request = sent(declared(HttpMethod.POST, headers, new byte[1]), Map.of());

    assertThat(request.headers().values("Content-Type")).containsExactly("no type");
  }

  @ParameterizedTest
  @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "HEAD, false"})
  void sendsAnEmptyBodyIfTheMethodNeedsOne(HttpMethod method, boolean needed) throws IOException {
    Request request = sent(declared(method, Map.of(), null), Map.of());

    assertThat(request.body() != null).isEqualTo(needed);
    assertThat(request.body() == null ? 0 : request.body().contentLength()).isZero();
  }

  @Test
  void addsTheHeadersOfObserversThatAreNotYetThere() {
    Map<String, Collection<String>> headers = Map.of("traceparent", List.of("declared"));
    Request request =
        sent(
            declared(HttpMethod.GET, headers, null),
            Map.of("traceparent", "observed", "baggage", "observed", "Accept", "observed"));

    assertThat(request.headers().values("traceparent")).containsExactly("declared");
    assertThat(request.headers().values("baggage")).containsExactly("observed");
    assertThat(request.headers().values("Accept")).containsExactly("application/json");
  }

  private static Response.Builder answer() {
    return new Response.Builder()
        .request(new Request.Builder().url(URL).build())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK");
  }

  private static feign.Response received(Response answer) {
    return HttpTranslation.response(answer, declared(HttpMethod.GET, Map.of(), null));
  }

  @Test
  void handsOnStatusHeadersAndBody() throws IOException {
    feign.Response received =
        received(
            answer()
                .addHeader("Request-ID", "1")
                .addHeader("Repeated", "a")
                .addHeader("repeated", "b")
                .addHeader("Repeated", "c")
                .body(ResponseBody.create("text", null))
                .build());

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.reason()).isEqualTo("OK");
    assertThat(received.request().url()).isEqualTo(URL);
    assertThat(received.headers().get("request-id")).containsExactly("1");
    assertThat(received.headers().get("REPEATED")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(received.body().length()).isEqualTo(4);
    assertThat(received.body().isRepeatable()).isFalse();
    assertThat(received.body().asInputStream().readAllBytes()).isEqualTo("text".getBytes(UTF_8));
  }

  @Test
  void hasNoBodyIfItIsEmpty() {
    assertThat(received(answer().body(ResponseBody.create("", null)).build()).body()).isNull();
  }

  @Test
  void doesNotTellALengthThatFeignCannotExpress() {
    ResponseBody endless = ResponseBody.create(new Buffer(), null, Integer.MAX_VALUE + 1L);

    assertThat(received(answer().body(endless).build()).body().length()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_0, HTTP_1_0", "HTTP_1_1, HTTP_1_1", "HTTP_2, HTTP_2"})
  void tellsTheProtocol(Protocol protocol, ProtocolVersion version) {
    assertThat(received(answer().protocol(protocol).build()).protocolVersion()).isEqualTo(version);
  }
}
