package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wechatpayfeign.errors.ResponseNotVerifiedException.Reason;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.merchant.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that openssl signed, and what is left of them when one thing is wrong. */
class ResponseVectorsTest {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final JsonNode VECTORS = read();
  private static final Map<String, Merchant> MERCHANTS =
      list("keys").collect(Collectors.toMap(key -> text(key, "id"), ResponseVectorsTest::merchant));

  static Stream<Arguments> accepts() {
    return list("accepts").map(vector -> argumentSet(text(vector, "name"), vector));
  }

  static Stream<Arguments> rejects() {
    return list("rejects")
        .map(vector -> argumentSet(text(vector, "reason") + ' ' + text(vector, "name"), vector));
  }

  @ParameterizedTest
  @MethodSource("accepts")
  void accepts(JsonNode vector) throws VerificationFailure {
    assertThat(verify(vector).serial()).isEqualTo(text(vector, "key"));
  }

  @ParameterizedTest
  @MethodSource("rejects")
  void rejects(JsonNode vector) {
    VerificationFailure thrown =
        catchThrowableOfType(VerificationFailure.class, () -> verify(vector));

    assertThat(thrown).as(text(vector, "made")).isNotNull();
    assertThat(thrown.reason()).isEqualTo(Reason.valueOf(text(vector, "reason")));
  }

  @Test
  void haveEachReasonThatHeadersAndBodyCanGive() {
    List<Reason> ofACall =
        List.of(
            Reason.NOT_RECEIVED,
            Reason.REPLAYED,
            Reason.UNEXPECTED_BODY,
            Reason.MISSING_BODY,
            Reason.BODY_TOO_LONG,
            Reason.UNREADABLE_CERTIFICATES);

    assertThat(list("rejects").map(vector -> Reason.valueOf(text(vector, "reason"))).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Reason.values()).filter(reason -> !ofACall.contains(reason)).toList());
  }

  private static ResponseVerifier.Verified verify(JsonNode vector) throws VerificationFailure {
    Clock clock =
        Clock.fixed(Instant.ofEpochSecond(vector.path("time").longValue()), ZoneOffset.UTC);
    Map<String, Collection<String>> headers = new LinkedHashMap<>();
    for (JsonNode header : vector.path("headers")) {
      headers
          .computeIfAbsent(header.path(0).textValue(), name -> new ArrayList<>())
          .add(header.path(1).textValue());
    }
    Merchant merchant = Objects.requireNonNull(MERCHANTS.get(text(vector, "key")));
    return new ResponseVerifier(clock, TOLERANCE)
        .verify(headers, text(vector, "body").getBytes(UTF_8), TrustedKeys.of(merchant, clock));
  }

  /** Returns a merchant that has one key of WeChat Pay. */
  private static Merchant merchant(JsonNode key) {
    MerchantBuilder builder =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("0A")
            .privateKey(
                Scheme.valueOf(text(key, "scheme")) == Scheme.RSA
                    ? OpenSslKeys.MERCHANT_KEY
                    : OpenSslKeys.OPEN_SSL.key("sm2.pem", "genpkey", "-algorithm", "SM2"));
    return key.has("certificateDer")
        ? builder.platformCertificate(pem(key, "certificateDer", "CERTIFICATE")).build()
        : builder
            .wechatPayPublicKey(text(key, "id"), pem(key, "publicKeySpkiDer", "PUBLIC KEY"))
            .build();
  }

  private static KeyMaterial pem(JsonNode key, String member, String type) {
    return KeyMaterial.of(
        String.join(
            "\n", "-----BEGIN " + type + "-----", text(key, member), "-----END " + type + "-----"));
  }

  private static Stream<JsonNode> list(String name) {
    return StreamSupport.stream(VECTORS.path(name).spliterator(), false);
  }

  private static String text(JsonNode node, String member) {
    assertThat(node.path(member).isTextual()).as(member).isTrue();
    return node.path(member).textValue();
  }

  private static JsonNode read() {
    try (InputStream in = ResponseVectorsTest.class.getResourceAsStream("response-vectors.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
