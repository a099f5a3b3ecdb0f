package io.github.wechatpayfeign.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys, certificates, signatures and ciphertexts that other projects made and published. */
class VectorsTest {

  private static final JsonNode VECTORS = read();

  static Stream<Arguments> keys() {
    return Stream.concat(
        vectors("rsa").map(vector -> argumentSet(name(vector), Scheme.RSA, vector)),
        vectors("sm2").map(vector -> argumentSet(name(vector), Scheme.SM2, vector)));
  }

  static Stream<Arguments> signatures() {
    return keys().flatMap(pair -> signaturesOf((JsonNode) pair.get()[1], pair.get()[0], ""));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void readsTheKeysAndTheCertificate(Scheme scheme, JsonNode vector) {
    X509Certificate certificate = KeyReader.platformCertificate(pem(vector, "certificateDer"));

    assertThat(CertificateSerial.of(certificate))
        .isEqualTo(vector.path("certificateSerial").asText());
    assertThat(Scheme.of(privateKey(vector), "private key")).isEqualTo(scheme);
    assertThat(Scheme.of(publicKey(vector), "public key")).isEqualTo(scheme);
    assertThat(VerificationKey.ofCertificate(certificate).scheme()).isEqualTo(scheme);
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void verifiesWhatOthersSigned(Scheme scheme, JsonNode vector, JsonNode one)
      throws GeneralSecurityException {
    byte[] signature = Base64.getDecoder().decode(one.path("signature").asText());
    String message = one.path("message").asText();

    assertThat(verifies(scheme, publicKey(vector), message, signature)).isTrue();
    assertThat(verifies(scheme, publicKey(vector), message + ".", signature)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void signsWhatOthersVerify(Scheme scheme, JsonNode vector) throws GeneralSecurityException {
    for (JsonNode one : vector.path("signs")) {
      assertThat(sign(scheme, privateKey(vector), one.path("message").asText()))
          .isEqualTo(Base64.getDecoder().decode(one.path("signature").asText()));
    }
  }

  static Stream<Arguments> ciphertexts() {
    return vectors("aes256gcm").map(vector -> argumentSet(name(vector), vector));
  }

  @ParameterizedTest
  @MethodSource("ciphertexts")
  void opensWhatOthersEncrypted(JsonNode vector) throws GeneralSecurityException {
    ApiV3Key key = new ApiV3Key(vector.path("apiV3Key").asText());
    String nonce = vector.path("nonce").asText();
    String data = vector.path("associatedData").asText();
    String ciphertext = vector.path("ciphertext").asText();

    assertThat(key.decrypt("AEAD_AES_256_GCM", nonce, data, ciphertext))
        .isEqualTo(vector.path("plaintext").asText().getBytes(UTF_8));
    assertThatThrownBy(() -> key.decrypt("AEAD_AES_256_GCM", nonce, "other", ciphertext))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> key.decrypt("AEAD_AES_256_GCM", nonce, data, "?" + ciphertext))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> key.decrypt("NONE", nonce, data, ciphertext))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(
            () -> new ApiV3Key("x".repeat(32)).decrypt("AEAD_SM4_GCM", nonce, data, ciphertext))
        .isInstanceOf(GeneralSecurityException.class);
  }

  /** The same vectors with each native provider. */
  static Stream<Arguments> nativeSignatures() {
    return Stream.of(NativeProviders.amazon(), NativeProviders.conscrypt())
        .flatMap(
            provider ->
                vectors("rsa")
                    .flatMap(vector -> signaturesOf(vector, provider, provider.getName() + ", ")));
  }

  @ParameterizedTest
  @MethodSource("nativeSignatures")
  void agreesWithNativeCode(Provider provider, JsonNode vector, JsonNode one)
      throws GeneralSecurityException {
    byte[] message = one.path("message").asText().getBytes(UTF_8);
    byte[] signature = Base64.getDecoder().decode(one.path("signature").asText());
    PublicKey key =
        Objects.requireNonNull(NativeRsa.own(PublicKey.class, publicKey(vector), provider));
    for (byte wrong : new byte[] {0, 1}) {
      byte[] changed = signature.clone();
      changed[100] ^= wrong;
      assertThat(verifies(Scheme.RSA, provider, key, message, changed)).isEqualTo(wrong == 0);
    }
    SigningKey signer = SigningKey.of(privateKey(vector), Scheme.RSA, provider, true);
    SigningKey jvms = SigningKey.of(privateKey(vector), Scheme.RSA, null, false);
    assertThat(signer.with(Signature::getProvider)).isSameAs(provider);
    assertThat(sign(signer, message)).isEqualTo(sign(jvms, message));
  }

  private static boolean verifies(Scheme scheme, PublicKey key, String message, byte[] signature)
      throws GeneralSecurityException {
    return verifies(scheme, null, key, message.getBytes(UTF_8), signature);
  }

  private static boolean verifies(
      Scheme scheme, @Nullable Provider provider, PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    return scheme.with(
        provider,
        verifier -> {
          verifier.initVerify(key);
          verifier.update(message);
          return verifier.verify(signature);
        });
  }

  private static byte[] sign(Scheme scheme, PrivateKey key, String message)
      throws GeneralSecurityException {
    return sign(new SigningKey(key, scheme, null, null), message.getBytes(UTF_8));
  }

  private static byte[] sign(SigningKey key, byte[] message) throws GeneralSecurityException {
    return key.with(
        signer -> {
          signer.update(message);
          return signer.sign();
        });
  }

  private static PrivateKey privateKey(JsonNode vector) {
    return KeyReader.privateKey(pem(vector, "privateKeyPkcs8Der"));
  }

  private static PublicKey publicKey(JsonNode vector) {
    return KeyReader.publicKey(pem(vector, "publicKeySpkiDer"));
  }

  private static KeyMaterial pem(JsonNode vector, String member) {
    String type =
        switch (member) {
          case "privateKeyPkcs8Der" -> "PRIVATE KEY";
          case "publicKeySpkiDer" -> "PUBLIC KEY";
          default -> "CERTIFICATE";
        };
    byte[] der = Base64.getDecoder().decode(vector.path(member).asText());
    return KeyMaterial.of(
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type));
  }

  private static String name(JsonNode vector) {
    return vector.path("name").asText();
  }

  /** Returns each signature of a vector with the vector, after a first argument. */
  private static Stream<Arguments> signaturesOf(JsonNode vector, Object first, String nameOfFirst) {
    return Stream.of("verifies", "signs")
        .flatMap(
            list ->
                StreamSupport.stream(vector.path(list).spliterator(), false)
                    .map(
                        one ->
                            argumentSet(
                                String.join(
                                    " ",
                                    nameOfFirst + name(vector),
                                    list,
                                    one.path("message").asText()),
                                first,
                                vector,
                                one)));
  }

  private static Stream<JsonNode> vectors(String kind) {
    List<JsonNode> all = new ArrayList<>();
    VECTORS.path(kind).forEach(all::add);
    assertThat(all).isNotEmpty();
    return all.stream();
  }

  private static JsonNode read() {
    try (InputStream in = VectorsTest.class.getResourceAsStream("vectors.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
