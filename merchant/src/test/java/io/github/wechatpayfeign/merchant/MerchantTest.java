package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builder checks each value at once, and no text of a merchant shows a key. */
class MerchantTest {

  private static final String A_PRIVATE_KEY =
      "; expected the merchant's private key (-----BEGIN PRIVATE KEY-----, the file"
          + " apiclient_key.pem)";
  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path privateKey;
  private static Path publicKey;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    privateKey = openSsl.rsaKey("apiclient_key.pem", 2048);
    publicKey = openSsl.publicKey(openSsl.rsaKey("wechatpay.pem", 2048), "pub_key.pem");
  }

  @Test
  void showsNoKey() throws IOException {
    Merchant merchant = complete().build();

    assertThat(merchant)
        .hasToString(
            "Merchant[mchid=1900009191, merchantSerial=0A1B, scheme=RSA,"
                + " verificationKeys=[PUB_KEY_ID_0114]]");
    assertThat(Files.readString(privateKey)).doesNotContain(merchant.toString());
  }

  @Test
  void showsTheSourceOfAKeyAndNotTheKey() throws IOException {
    String pem = Files.readString(privateKey);

    assertThat(KeyMaterial.of(privateKey)).hasToString("KeyMaterial[The file " + privateKey + "]");
    assertThat(KeyMaterial.of(pem).withPassphrase("secret".toCharArray()))
        .hasToString("KeyMaterial[The given text, with a passphrase]");
  }

  @Test
  void acceptsKeysAsText() throws IOException {
    Merchant merchant =
        complete()
            .privateKeyPem(Files.readString(privateKey))
            .wechatPayPublicKeyPem("PUB_KEY_ID_0114", Files.readString(publicKey))
            .build();

    assertThat(merchant.privateKey()).isEqualTo(complete().build().privateKey());
    assertThat(merchant.verificationKeys().find("PUB_KEY_ID_0114"))
        .usingRecursiveComparison()
        .comparingOnlyFields("serial", "key", "scheme", "from", "until", "withdrawn")
        .isEqualTo(complete().build().verificationKeys().find("PUB_KEY_ID_0114"));
  }

  @Test
  void takesAPrivateKeyOfTheOlderFormat() {
    Path pkcs1 = openSsl.key("pkcs1.pem", "rsa", "-in", privateKey.toString(), "-traditional");

    assertThat(complete().privateKey(pkcs1).build().privateKey())
        .isEqualTo(complete().build().privateKey());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "190\"9191", "190 9191", "1909191\n", "商户"})
  void rejectsAMalformedMchid(String mchid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().mchid(mchid))
        .withMessage(
            "The mchid must be 1 to 32 letters, digits, _ or -, but is "
                + (mchid == null ? "null" : '"' + mchid.replace('\n', '?') + '"'));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "0x1A", "5F:1C", "XYZ", "PUB_KEY_"})
  void rejectsASerialThatIsNotHexadecimal(String serial) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().merchantSerial(serial))
        .withMessage(
            "The serial of the merchant API certificate must be 1 to 40 hexadecimal digits, but is "
                + (serial == null ? "null" : '"' + serial + '"'));
  }

  @Test
  void keepsTheLeadingZeroOfASerial() {
    assertThat(complete().build().merchantSerial()).isEqualTo("0A1B");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "0114", "PUB_KEY_ID_", "PUB_KEY_ID_01\r\nX: y"})
  void rejectsAMalformedPublicKeyId(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().wechatPayPublicKey(id, publicKey))
        .withMessageStartingWith(
            "The WeChat Pay public key id must be PUB_KEY_ID_ and letters or digits, as the"
                + " merchant portal shows it, but is");
  }

  @Test
  void rejectsAKeyThatIsNotRsa() throws Exception {
    Path ec = openSsl.ecKey("ec.pem");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().privateKey(ec))
        .withMessage(
            "The file "
                + ec
                + " holds a key for EC on the curve P-256 (prime256v1), but WeChat Pay takes only RSA"
                + " and SM2"
                + A_PRIVATE_KEY);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Merchant.builder()
                    .wechatPayPublicKey(
                        "PUB_KEY_ID_01",
                        KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic()))
        .withMessage(
            "The WeChat Pay public key must be an RSA or SM2 key, but is of the algorithm EC");
  }

  @Test
  void rejectsAKeyWhoseNumbersDoNotMatch() throws Exception {
    RSAPrivateCrtKey whole = (RSAPrivateCrtKey) complete().build().privateKey();
    PrivateKey damaged =
        KeyFactory.getInstance("RSA")
            .generatePrivate(
                new RSAPrivateCrtKeySpec(
                    whole.getModulus(),
                    whole.getPublicExponent(),
                    whole.getPrivateExponent().add(BigInteger.TWO),
                    whole.getPrimeP(),
                    whole.getPrimeQ(),
                    whole.getPrimeExponentP(),
                    whole.getPrimeExponentQ(),
                    whole.getCrtCoefficient()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().privateKey(damaged))
        .withMessage("The private key is damaged: its numbers do not match");
  }

  @Test
  void rejectsAKeyOf1024Bits() {
    Path weak = openSsl.rsaKey("weak.pem", 1024);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().privateKey(weak))
        .withMessage(
            "The private key must have at least 2048 bits, but has 1024: get a new one from"
                + " the merchant portal, API security");
  }

  @Test
  void rejectsTheMerchantsOwnPublicKeyAsWechatPays() {
    Path own = openSsl.publicKey(privateKey, "own.pem");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> complete().wechatPayPublicKey("PUB_KEY_ID_01", own).build())
        .withMessageStartingWith("The WeChat Pay public key is the merchant's own public key");
  }

  @Test
  void namesTheMissingValue() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Merchant.builder().build())
        .withMessage("A merchant needs mchid(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> Merchant.builder().mchid("1900009191").build())
        .withMessage("A merchant needs privateKey(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> Merchant.builder().mchid("1900009191").privateKey(privateKey).build())
        .withMessage("A merchant needs merchantSerial(...)");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Merchant.builder()
                    .privateKey(privateKey)
                    .merchantSerial("0A1B")
                    .mchid("1900009191")
                    .build())
        .withMessage(
            "A merchant needs wechatPayPublicKey(...), platformCertificate(...) or"
                + " apiV3Key(...)");
  }

  private static MerchantBuilder complete() {
    return Merchant.builder()
        .mchid("1900009191")
        .merchantSerial("0A1B")
        .privateKey(privateKey)
        .wechatPayPublicKey("PUB_KEY_ID_0114", publicKey);
  }
}
