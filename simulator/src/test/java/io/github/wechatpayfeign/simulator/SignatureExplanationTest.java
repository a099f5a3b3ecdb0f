package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A refused signature is explained in one sentence. The JDK makes the wrong signatures. */
class SignatureExplanationTest {
  private static final String CLOSE = "{\"mchid\":\"1900000001\",\"note\":\"茶/水\"}";

  private final WechatPaySimulator simulator = WechatPaySimulator.start();
  private final AdminCall admin = new AdminCall(simulator);

  @AfterEach
  void closeSimulator() {
    simulator.close();
  }

  private RawCall close() {
    return new RawCall(simulator, simulator.now().getEpochSecond(), "ORDER%7C1").body(CLOSE);
  }

  private RawCall query() {
    return close().get("/v3/pay/transactions/out-trade-no/ORDER%7C1?mchid=1900000001");
  }

  /** Signs what a client makes of the correct message. */
  private JsonNode explanationOf(RawCall call, UnaryOperator<byte[]> mistake) {
    call.signer = message -> signed("SHA256withRSA", key(call), mistake.apply(message));
    return explanationOf(call);
  }

  private JsonNode explanationOf(RawCall call) {
    RawAnswer answer = call.send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("SIGN_ERROR");
    return admin.get("/requests").json().at("/requests/0/explanation");
  }

  private static PrivateKey key(RawCall call) {
    return Pem.privateKey(call.privateKeyPem);
  }

  private static byte[] signed(String algorithm, PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      if (algorithm.equals("RSASSA-PSS")) {
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static UnaryOperator<byte[]> text(UnaryOperator<String> change) {
    return message ->
        change.apply(new String(message, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static UnaryOperator<byte[]> body(String body) {
    return text(message -> message.replace(CLOSE, body));
  }

  static Stream<Arguments> mistakesOfACloseWithABody() {
    return Stream.of(
        Arguments.of("does not end with a line break", text(m -> m.substring(0, m.length() - 1))),
        Arguments.of("one line break too many", text(m -> m + "\n")),
        Arguments.of("CR LF", text(m -> m.replace("\n", "\r\n"))),
        Arguments.of("backslash and an n", text(m -> m.replace("\n", "\\n"))),
        Arguments.of("has no line breaks", text(m -> m.replace("\n", ""))),
        Arguments.of("the nonce before the timestamp", text(m -> swapped(m, 2, 3))),
        Arguments.of("the URL before the method", text(m -> swapped(m, 0, 1))),
        Arguments.of("the one for answers", text(m -> m.substring(m.indexOf("\n1") + 1))),
        Arguments.of("method is in lower case", text(m -> m.replaceFirst("POST", "post"))),
        Arguments.of("method is GET", text(m -> m.replaceFirst("POST", "GET"))),
        Arguments.of(
            "has a scheme or a host",
            text(m -> m.replaceFirst("/v3", "https://api.mch.weixin.qq.com/v3"))),
        Arguments.of(
            "has a scheme or a host", text(m -> m.replaceFirst("/v3", "http://127.0.0.1/v3"))),
        Arguments.of("does not begin with a slash", text(m -> m.replaceFirst("/v3", "v3"))),
        Arguments.of("escaped in another way", text(m -> m.replace("%7C", "|"))),
        Arguments.of("escaped in another way", text(m -> m.replace("%7C", "%7c"))),
        Arguments.of("empty body", body("")),
        Arguments.of(
            "other text", body("{\"mchid\": \"1900000001\", \"note\": \"\\u8336/\\u6c34\"}")),
        Arguments.of("other text", body("{\"mchid\":\"1900000001\",\"note\":\"茶\\/水\"}")),
        Arguments.of("other text", body("{\n  \"mchid\": \"1900000001\",\n  \"note\": \"茶/水\"\n}")),
        Arguments.of("encoded in GBK", (UnaryOperator<byte[]>) SignatureExplanationTest::inGbk),
        Arguments.of("milliseconds", text(m -> line(m, 2, l -> l + "123"))),
        Arguments.of(
            "take the time once", text(m -> line(m, 2, l -> Long.toString(Long.parseLong(l) - 2)))),
        Arguments.of(
            "scheme or a host; it must begin with the path. The signed body is other text",
            text(
                m ->
                    m.replaceFirst("/v3", "https://api.mch.weixin.qq.com/v3")
                        .replace("\":\"", "\": \"")
                        .replace("\",\"", "\", \""))));
  }

  private static byte[] inGbk(byte[] message) {
    return new String(message, StandardCharsets.UTF_8).getBytes(Charset.forName("GBK"));
  }

  private static String swapped(String message, int one, int other) {
    String[] lines = message.split("\n", -1);
    String kept = lines[one];
    lines[one] = lines[other];
    lines[other] = kept;
    return String.join("\n", lines);
  }

  private static String line(String message, int index, UnaryOperator<String> change) {
    String[] lines = message.split("\n", -1);
    lines[index] = change.apply(lines[index]);
    return String.join("\n", lines);
  }

  @ParameterizedTest
  @MethodSource("mistakesOfACloseWithABody")
  void namesTheMistake(String reason, UnaryOperator<byte[]> mistake) {
    RawCall call = close();

    JsonNode explanation = explanationOf(call, mistake);

    assertThat(explanation.path("reason").asText()).contains(reason);
    assertThat(explanation.path("reason_zh").asText()).containsPattern("\\p{IsHan}+");
    String expected = explanation.path("expected").asText();
    String signed = explanation.path("signed").asText();
    assertThat(expected)
        .isEqualTo(
            String.join("\n", call.method, call.target, call.timestamp, call.nonce, CLOSE, ""));
    assertThat(signed)
        .isEqualTo(
            new String(
                mistake.apply(expected.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    int difference = explanation.path("first_difference").asInt();
    assertThat(signed).startsWith(expected.substring(0, difference));
    boolean both = difference < Math.min(expected.length(), signed.length());
    assertThat(both && expected.charAt(difference) == signed.charAt(difference)).isFalse();
  }

  static Stream<Arguments> mistakesOfAQuery() {
    return Stream.of(
        Arguments.of("no line for the body", text(m -> m.substring(0, m.length() - 1))),
        Arguments.of("has no query", text(m -> m.replace("?mchid=1900000001", ""))),
        Arguments.of("has the body {}", text(m -> m.substring(0, m.length() - 1) + "{}\n")));
  }

  @ParameterizedTest
  @MethodSource("mistakesOfAQuery")
  void namesTheMistakeOfAQuery(String reason, UnaryOperator<byte[]> mistake) {
    assertThat(explanationOf(query(), mistake).path("reason").asText()).contains(reason);
  }

  @ParameterizedTest
  @MethodSource("otherAlgorithms")
  void namesTheDigestOrThePadding(String algorithm, String reason) {
    RawCall call = close();
    call.signer = message -> signed(algorithm, key(call), message);

    JsonNode explanation = explanationOf(call);

    assertThat(explanation.path("reason").asText()).contains(reason);
    assertThat(explanation.has("signed")).isFalse();
  }

  static Stream<Arguments> otherAlgorithms() {
    return Stream.of(
        Arguments.of("SHA1withRSA", "made with SHA-1"),
        Arguments.of("MD5withRSA", "made with MD5"),
        Arguments.of("SHA512withRSA", "made with SHA-512"),
        Arguments.of("RSASSA-PSS", "padded by PSS"));
  }

  @Test
  void noticesADigestThatWasEncryptedWithoutItsName() {
    RawCall call = close();
    call.signer =
        message -> {
          try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key(call));
            return cipher.doFinal(MessageDigest.getInstance("SHA-256").digest(message));
          } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
          }
        };

    assertThat(explanationOf(call).path("reason").asText()).contains("does not name a digest");
  }

  @Test
  void namesTheMerchantWhoseKeySigned() {
    RawCall call = close();
    PrivateKey other = keyOf(simulator.addMerchant("1900000002"));
    call.signer = message -> signed("SHA256withRSA", other, message);

    assertThat(explanationOf(call).path("reason").asText())
        .contains("key of the merchant 1900000002");
  }

  private static PrivateKey keyOf(SimulatedMerchant merchant) {
    return Pem.privateKey(merchant.privateKeyPem());
  }

  @Test
  void saysThatTheKeyIsAnother() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    PrivateKey other = generator.generateKeyPair().getPrivate();
    RawCall call = close();
    call.signer = message -> signed("SHA256withRSA", other, message);

    assertThat(explanationOf(call).path("reason").asText())
        .contains("not made with the private key of this certificate");
  }

  @Test
  void saysThatTheMessageIsAnotherIfNoKnownMistakeExplainsIt() {
    assertThat(
            explanationOf(close(), message -> "anything".getBytes(StandardCharsets.UTF_8))
                .path("reason")
                .asText())
        .contains("key and the digest are correct");
  }

  @Test
  void explainsWhatElseIsWrongInTheHeader() {
    RawCall inMillis = close();
    inMillis.timestamp += "000";
    assertThat(explanationOf(inMillis).path("reason").asText()).contains("in milliseconds");
    simulator.reset();
    RawCall late = close();
    late.timestamp = Long.toString(Long.parseLong(late.timestamp) - 900);
    assertThat(explanationOf(late).path("reason").asText())
        .contains("behind the simulator's clock");
    simulator.reset();
    RawCall stranger = close();
    stranger.mchid = "1900000009";
    assertThat(explanationOf(stranger).path("reason").asText())
        .contains("no merchant 1900000009: use 1900000001");
    simulator.reset();
    RawCall unknown = close();
    unknown.serial = "0".repeat(40);
    assertThat(explanationOf(unknown).path("reason").asText())
        .contains("newest has " + simulator.merchantSerial());
    simulator.reset();
    RawCall unquoted = close().authorization(header -> header.replace("\"", ""));
    assertThat(explanationOf(unquoted).path("reason").asText()).contains("name=\"value\"");
    simulator.reset();
    RawCall missing = close().header("Authorization");
    assertThat(explanationOf(missing).path("reason").asText()).contains("no header Authorization");
    simulator.reset();
    RawCall hex =
        close()
            .authorization(
                header -> header.replaceFirst("signature=\"[^\"]*", "signature=\"0a0b0c"));
    assertThat(explanationOf(hex).path("reason").asText()).isNotEmpty();
    simulator.reset();
    RawCall garbage =
        close()
            .authorization(header -> header.replaceFirst("signature=\"[^\"]*", "signature=\"_-!"));
    assertThat(explanationOf(garbage).path("reason").asText()).contains("not Base64");
  }

  @Test
  void theClientIsNotToldTheMessage() {
    RawCall call = close();
    call.signer = message -> signed("SHA256withRSA", key(call), new byte[1]);

    assertThat(call.send().text()).doesNotContain(call.nonce, "茶");
  }

  @Test
  void anAcceptedRequestHasNoExplanation() {
    simulator.createOrder("ORDER-1");
    new SimulatorCalls(simulator).query("ORDER-1");

    assertThat(admin.get("/requests/1").json().has("explanation")).isFalse();
  }

  @Test
  void comparesASignatureOfSm2WithMessagesToo(@TempDir Path folder) {
    Sm2Openssl sm2 = new Sm2Openssl(new Openssl(folder));
    try (WechatPaySimulator shangMi =
        WechatPaySimulator.builder().mode(GatewayMode.SHANGMI).start()) {
      RawCall call = sm2.call(shangMi, shangMi.now().getEpochSecond(), "ORDER-1");
      UnaryOperator<byte[]> correct = call.signer;
      call.signer = message -> correct.apply(Arrays.copyOf(message, message.length - 1));
      call.send();
      call.nonce += "x";
      call.signer = message -> correct.apply(new byte[1]);
      call.header("Authorization", call.authorizationHeader()).send();

      assertThat(new AdminCall(shangMi).get("/requests").json().findValuesAsText("reason"))
          .satisfiesExactly(
              reason -> assertThat(reason).contains("does not end with a line break"),
              reason -> assertThat(reason).contains("another key or user id"));
    }
  }
}
