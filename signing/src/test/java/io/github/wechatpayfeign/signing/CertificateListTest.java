package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the download of platform certificates may hold; the JDK encrypts. */
class CertificateListTest {

  private static final String API_V3_KEY = "0123456789abcdef0123456789ABCDEF";
  private static final ApiV3Key KEY = new ApiV3Key(API_V3_KEY);
  private static final String NONCE = "aae8c2e79c5b";

  @TempDir static Path folder;

  private static String pem;
  private static String smallPem;

  @BeforeAll
  static void makeCertificates() throws Exception {
    OpenSsl openSsl = new OpenSsl(folder);
    pem = Files.readString(certificate(openSsl, openSsl.rsaKey("platform.pem", 2048), "0A51"));
    smallPem = Files.readString(certificate(openSsl, openSsl.rsaKey("small.pem", 1024), "0A52"));
  }

  private static Path certificate(OpenSsl openSsl, Path key, String serial) {
    return openSsl.key(
        serial + ".pem",
        "req",
        "-x509",
        "-key",
        key.toString(),
        "-subj",
        "/CN=platform",
        "-days",
        "30",
        "-set_serial",
        "0x" + serial);
  }

  @Test
  void opensWhatTheGatewayEncrypted() throws Exception {
    List<VerificationKey> keys = CertificateList.read(list("0A51", pem).getBytes(UTF_8), KEY);

    assertThat(keys).hasSize(1);
    assertThat(keys.get(0).serial()).isEqualTo("0A51");
    assertThat(keys.get(0).scheme()).isEqualTo(Scheme.RSA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        "{\"data\":null}",
        "{\"data\":[]}",
        "{\"data\":[null]}",
        "{\"data\":[7]}",
        "{\"data\":{\"a\":{}}}",
        "{\"data\":[{\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\"}}]}",
        "{\"data\":[{\"encrypt_certificate\":{\"algorithm\":\"AEAD_SM4_GCM\",\"nonce\":\"\"}}]}",
        "{\"data\":[{\"encrypt_certificate\":{\"algorithm\":\"AEAD_SM4_GCM\",\"nonce\":\"x\"}}]}"
      })
  void refusesWhatHoldsNoCertificates(String body) {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> CertificateList.read(body.getBytes(UTF_8), KEY));
  }

  @Test
  void refusesACertificateUnderAnotherSerialOrWithASmallKeyOrNone() throws Exception {
    String elsewhere = list("0A52", pem);
    String small = list("0A52", smallPem);
    String nonsense = list("0A51", "no certificate");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> CertificateList.read(elsewhere.getBytes(UTF_8), KEY))
        .withMessage("A platform certificate has the serial 0A51, but is listed under another");
    for (String body : List.of(small, nonsense)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> CertificateList.read(body.getBytes(UTF_8), KEY))
          .withMessage("The answer holds something else than platform certificates");
    }
  }

  @Test
  void breaksOnNoChangeOfAnyByte() throws Exception {
    long seed = new SecureRandom().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] whole = list("0A51", pem).getBytes(UTF_8);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      try {
        assertThat(CertificateList.read(changed, KEY)).hasSize(1);
      } catch (IllegalStateException refused) {
        assertThat(refused).hasMessageNotContaining(API_V3_KEY);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0123456789abcdef0123456789ABCDE", "0123456789abcdef0123456789ABCDEF0"})
  void refusesAnApiV3KeyThatHasNot32Characters(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ApiV3Key(key))
        .withMessage(
            "The APIv3 key must have 32 characters, but has "
                + key.length()
                + ": set one in the merchant portal, API security, APIv3 key");
    assertThat(KEY).hasToString("ApiV3Key[...]");
  }

  private static String list(String serial, String text) throws Exception {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(API_V3_KEY.getBytes(UTF_8), "AES"),
        new GCMParameterSpec(128, NONCE.getBytes(UTF_8)));
    cipher.updateAAD("certificate".getBytes(UTF_8));
    String ciphertext = Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(UTF_8)));
    return """
        {"data":[{"serial_no":"%s","encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM",
        "nonce":"%s","associated_data":"certificate","ciphertext":"%s"}}]}"""
        .formatted(serial, NONCE, ciphertext);
  }
}
