package io.github.wechatpayfeign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import io.github.wechatpayfeign.simulator.gateway.PlatformCertificate;
import io.github.wechatpayfeign.simulator.internal.crypto.Sm2Suite;
import io.github.wechatpayfeign.simulator.order.OrderState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SM2 with openssl as the client: it signs the requests and verifies the answers. */
class ShangMiTest {
  private static final String SCHEME = Sm2Openssl.SCHEME;
  private static final String USER_ID = Sm2Openssl.USER_ID;

  private final SteppedClock clock = new SteppedClock();
  private final WechatPaySimulator simulator =
      WechatPaySimulator.builder().clock(clock).mode(GatewayMode.SHANGMI).strictAll().start();
  private final PlatformCertificate platform = simulator.platformCertificates().get(0);
  private final Openssl openssl;
  private final Sm2Openssl sm2;

  ShangMiTest(@TempDir Path folder) {
    openssl = new Openssl(folder);
    sm2 = new Sm2Openssl(openssl);
  }

  @AfterEach
  void closeSimulator() {
    simulator.close();
  }

  @Test
  void opensslSignsTheRequestAndVerifiesTheAnswer() {
    simulator.createOrder("ORDER-0001");

    RawAnswer answer = call().send();

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(answer.header("Wechatpay-Signature-Type")).isEqualTo(SCHEME);
    assertThat(answer.header("Wechatpay-Serial")).isEqualTo(platform.serial());
    assertThat(isSignedBy(platform, answer)).isTrue();
    assertThat(simulator.state("ORDER-0001")).contains(OrderState.CLOSED);
  }

  @Test
  void acceptsTheSignatureThatAnotherLibraryMade() throws Exception {
    // A test vector of fudiwei's DotNetCore.SKIT.FlurlHttpClient.Wechat, under the MIT licence.
    byte[] spki =
        Base64.getDecoder()
            .decode(
                "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAExc/WFlzbMHOt5E1mA5H2GSUTTW3DXRENR+PXvoRdxWhU"
                    + "68hMwQ0ncdERC0M+U5/PyLVJcJATByVjLEjYpxN0qg==");
    String signature =
        "MEUCIQCDzgpF2Z//sbFzASVQnwme2phm4ho5cr8/1Pz0+MONTwIgeQvhoWOTk1rngYRSlHeqqwtNFVD/vf3qtgl9"
            + "mecvERI=";
    PublicKey key =
        KeyFactory.getInstance("EC", new BouncyCastleProvider())
            .generatePublic(new X509EncodedKeySpec(spki));
    Sm2Suite suite = new Sm2Suite();

    suite.verify(key, bytes("SM2WithSM3SignTest"), signature);

    assertThatThrownBy(() -> suite.verify(key, bytes("SM2WithSM3SignTest."), signature))
        .isInstanceOf(SignatureException.class);
  }

  @Test
  void signatureForAnotherUserIdIsRefused() {
    RawCall call = call();
    call.signer = message -> sm2.signed(call.privateKeyPem, message, "distid:8765432187654321");

    assertThat(call.send().message()).isEqualTo("错误的签名,验签失败");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "AAAA", "MAA=", "MEUCIQ=="})
  void signatureThatIsNotDerIsRefused(String text) {
    RawCall call = call();
    call.authorization(header -> header.replaceFirst("signature=\"[^\"]+", "signature=\"" + text));

    assertThat(call.send().message()).isEqualTo("错误的签名,验签失败");
  }

  @Test
  void signsOnlyWithSm2() {
    RawCall call = call();
    call.scheme = "WECHATPAY2-SHA256-RSA2048";

    assertThat(call.send().message()).isEqualTo("HTTP头Authorization认证类型不正确");
    assertThatThrownBy(simulator::publicKeyId)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A gateway in mode SHANGMI has no public key: start it in another mode");
  }

  @Test
  void hasNoPublicKeyId() {
    RawAnswer answer = call().header("Wechatpay-Serial", "PUB_KEY_ID_1").send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("PARAM_ERROR");
  }

  @Test
  void opensslReadsTheCertificateOfTheMerchant() {
    String file = openssl.file("certificate.pem", simulator.merchantCertificatePem());
    String key = openssl.file("key.pem", simulator.merchantPrivateKeyPem());

    assertThat(openssl.run("x509", "-in", file, "-noout", "-serial"))
        .isEqualTo("serial=" + simulator.merchantSerial() + "\n");
    assertThat(openssl.run("x509", "-in", file, "-noout", "-text"))
        .contains("Signature Algorithm: SM2-with-SM3", "ASN1 OID: SM2");
    assertThat(openssl.run("x509", "-in", file, "-noout", "-pubkey"))
        .isEqualTo(openssl.run("pkey", "-in", key, "-pubout"));
    assertThat(openssl.run("verify", "-no_check_time", "-vfyopt", USER_ID, "-CAfile", file, file))
        .endsWith(": OK\n");
  }

  @Test
  void listsSm2CertificatesEncryptedWithSm4() throws GeneralSecurityException {
    RawAnswer answer = call().get("/v3/certificates?algorithm_type=SM2").send();

    assertThat(isSignedBy(platform, answer)).isTrue();
    JsonNode encrypted = answer.json().at("/data/0/encrypt_certificate");
    assertThat(encrypted.path("algorithm").asText()).isEqualTo("AEAD_SM4_GCM");
    assertThat(opened(encrypted)).isEqualTo(platform.pem());
    Cipher cipher = Cipher.getInstance("SM4/GCM/NoPadding", new BouncyCastleProvider());
    assertThat(
            Decryption.gcm(
                cipher, new SecretKeySpec(sm2.sm4Key(simulator.apiV3Key()), "SM4"), encrypted))
        .as("opened with its authentication tag")
        .isEqualTo(platform.pem());
  }

  @Test
  void listsSm2CertificatesOnlyIfTheRequestAsksForThem() {
    assertThat(call().get("/v3/certificates?algorithm_type=ALL").send().status()).isEqualTo(200);
    assertThat(call().get("/v3/certificates?algorithm_type=RSA").send().status()).isEqualTo(404);
    assertThat(call().get("/v3/certificates").send().status()).isEqualTo(404);
  }

  @Test
  void certificatesOfBothSidesAreRotated() {
    PlatformCertificate next = simulator.issuePlatformCertificate();
    simulator.useNewestPlatformCertificate();
    simulator.merchant().renewCertificate();

    RawAnswer answer = call().send();

    assertThat(answer.header("Wechatpay-Serial")).isEqualTo(next.serial());
    assertThat(isSignedBy(next, answer)).isTrue();
  }

  @Test
  void merchantsMayShareAnSm2KeyButNoOtherCurve() throws GeneralSecurityException {
    KeyPair shared = newKeys("sm2p256v1");
    KeyPair other = newKeys("secp256r1");
    SimulatedMerchant second = simulator.addMerchant("1900000002", shared);
    SimulatedMerchant third = simulator.addMerchant("1900000003", shared);

    assertThat(call().by(second).send().status()).isEqualTo(204);
    assertThat(call().by(third).send().status()).isEqualTo(204);
    assertThatThrownBy(() -> simulator.addMerchant("1900000004", other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The keys must be SM2 keys to sign with WECHATPAY2-SM2-WITH-SM3, but are EC keys");
  }

  @ParameterizedTest
  @EnumSource(names = {"FORGED", "WRONG_BODY_SIGNED"})
  void falseSignaturesAreOfTheSameScheme(Falsification how) {
    simulator.failNext(Fault.falsify(how));

    RawAnswer answer = call().send();

    assertThat(answer.header("Wechatpay-Signature-Type")).isEqualTo(SCHEME);
    assertThat(isSignedBy(platform, answer)).isFalse();
  }

  private RawCall call() {
    return sm2.call(simulator, clock.seconds(), "ORDER-0001");
  }

  private boolean isSignedBy(PlatformCertificate certificate, RawAnswer answer) {
    return sm2.isSignedBy(
        certificate.pem(), answer.signedMessage(answer.body()), answer.signature());
  }

  /** Decrypts the ciphertext without its tag: GCM is then a counter mode that starts at 2. */
  private String opened(JsonNode encrypted) {
    byte[] whole = Base64.getDecoder().decode(encrypted.path("ciphertext").asText());
    String file = openssl.file("ciphertext", Arrays.copyOf(whole, whole.length - 16));
    byte[] nonce = bytes(encrypted.path("nonce").asText());
    HexFormat hex = HexFormat.of();
    String counter = hex.formatHex(nonce) + "00000002";
    return openssl.run(
        "enc",
        "-d",
        "-sm4-ctr",
        "-K",
        hex.formatHex(sm2.sm4Key(simulator.apiV3Key())),
        "-iv",
        counter,
        "-in",
        file);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static KeyPair newKeys(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }
}
