package io.github.wechatpayfeign.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Path;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures for the buyer's phone, checked by openssl. */
class PaySignerTest {

  private static final String APPID = "wx2421b1c4370ec43b";
  private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
  private static final String PREPAY_ID = "wx201410272009395522657a690389285100";
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_554_208_460, 999_999_999), ZoneOffset.UTC);

  private final Merchant merchant = OpenSslKeys.merchant("1900009191", "0A1B");
  private final PaySigner signer = new PaySigner(CLOCK, () -> NONCE);

  /** The four lines of the official example; its key is not published. */
  @Test
  void signsTheFourLinesOfJsapiAsOpensslDoes() throws Exception {
    PaySigner.Signed signed = signer.signJsapi(merchant, APPID, PREPAY_ID);

    assertThat(signed)
        .isEqualTo(
            new PaySigner.Signed(
                "1554208460",
                NONCE,
                openSsl(
                    """
                    wx2421b1c4370ec43b
                    1554208460
                    593BEC0C930BF1AFEB40B4A08C8FB242
                    prepay_id=wx201410272009395522657a690389285100
                    """)));
  }

  @Test
  void signsTheFourLinesOfAnAppAsOpensslDoes() throws Exception {
    PaySigner.Signed signed = signer.signApp(merchant, APPID, PREPAY_ID);

    assertThat(signed)
        .isEqualTo(
            new PaySigner.Signed(
                "1554208460",
                NONCE,
                openSsl(
                    """
                    wx2421b1c4370ec43b
                    1554208460
                    593BEC0C930BF1AFEB40B4A08C8FB242
                    wx201410272009395522657a690389285100
                    """)));
  }

  @ParameterizedTest(name = "U+{0}")
  @ValueSource(strings = {"0A", "0D", "00", "20", "7F", "2028", "4E00"})
  void signsNoLineThatCouldBeTakenForTwo(String codePoint) {
    String odd = Character.toString(Integer.parseInt(codePoint, 16));

    assertNotSigned(APPID + odd, PREPAY_ID, NONCE, "appid");
    assertNotSigned(APPID, PREPAY_ID + odd, NONCE, "prepay_id");
    assertNotSigned(APPID, PREPAY_ID, NONCE + odd, "nonce");
  }

  @ParameterizedTest
  @CsvSource({"'', wx1, n, appid", "wx1, '', n, prepay_id", "wx1, wx1, '', nonce"})
  void signsNoEmptyLine(String appid, String prepayId, String nonce, String part) {
    assertNotSigned(appid, prepayId, nonce, part);
  }

  private void assertNotSigned(String appid, String prepayId, String nonce, String part) {
    PaySigner odd = new PaySigner(CLOCK, () -> nonce);
    String message = "The " + part + " to sign has a character that is not visible ASCII";
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(() -> odd.signJsapi(merchant, appid, prepayId))
        .withMessageStartingWith(message);
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(() -> odd.signApp(merchant, appid, prepayId))
        .withMessageStartingWith(message);
  }

  @Test
  void signsNoNonceOf33Characters() throws Exception {
    assertThat(
            new PaySigner(CLOCK, () -> "n".repeat(32))
                .signApp(merchant, APPID, PREPAY_ID)
                .nonceStr())
        .hasSize(32);
    assertThatExceptionOfType(SignatureException.class)
        .isThrownBy(
            () -> new PaySigner(CLOCK, () -> "n".repeat(33)).signApp(merchant, APPID, PREPAY_ID))
        .withMessage("The nonce must have at most 32 characters, but has 33");
  }

  @Test
  void makesADifferentNonceForEachSignature() throws Exception {
    PaySigner random = new PaySigner(CLOCK);

    assertThat(random.signApp(merchant, APPID, PREPAY_ID).nonceStr())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(random.signApp(merchant, APPID, PREPAY_ID).nonceStr());
  }

  @Test
  void refusesAnSm2Key(@TempDir Path folder) {
    OpenSsl openSsl = new OpenSsl(folder);
    Path key = openSsl.key("sm2.pem", "genpkey", "-algorithm", "SM2");
    Merchant sm2 =
        Merchant.builder()
            .mchid("1900009191")
            .merchantSerial("0A1B")
            .privateKey(key)
            .apiV3Key("0".repeat(32))
            .build();

    assertThatIllegalStateException()
        .isThrownBy(() -> signer.signJsapi(sm2, APPID, PREPAY_ID))
        .withMessage(
            "The merchant 1900009191 has an SM2 key, but only RSA is documented for the signature"
                + " that a phone needs");
    assertThatIllegalStateException().isThrownBy(() -> signer.signApp(sm2, APPID, PREPAY_ID));
  }

  private static String openSsl(String message) {
    return OpenSslKeys.OPEN_SSL.signBase64(OpenSslKeys.MERCHANT_KEY, message.getBytes(UTF_8));
  }
}
