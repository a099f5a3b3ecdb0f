package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.openssl.MerchantKeys;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format of a merchant's key, from every source, made by openssl. */
class KeyFormatsTest {

  private static final String MCHID = "1900009191";
  private static final char[] PASSPHRASE = "密码 secret".toCharArray();
  private static final String PASS = "pass:" + new String(PASSPHRASE);

  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path key;
  private static Path publicKey;
  private static Path certificate;
  private static String serial;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    key = openSsl.rsaKey("apiclient_key.pem", 2048);
    publicKey = MerchantKeys.wechatPayPublicKey(openSsl);
    serial = "0A72E2A8931B72A2E13AF8DEE92471EB39711500";
    certificate = openSsl.certificate("apiclient_cert.pem", key, serial);
  }

  static Stream<Arguments> formatsAndSources() {
    List<Arguments> matrix = new ArrayList<>();
    for (String format :
        List.of(
            "PKCS#8",
            "PKCS#1",
            "encrypted PKCS#8",
            "encrypted PKCS#8 of old",
            "encrypted PKCS#1")) {
      for (String source : List.of("path", "text", "bytes", "stream")) {
        matrix.add(Arguments.of(format, source));
      }
    }
    return matrix.stream();
  }

  @ParameterizedTest(name = "{0} from a {1}")
  @MethodSource("formatsAndSources")
  void readsEveryFormatFromEverySource(String format, String source) throws IOException {
    KeyMaterial material = material(file(format), source).withPassphrase(PASSPHRASE);

    Merchant merchant = builder().merchantSerial("0A1B").privateKey(material).build();

    assertThat(merchant.privateKey())
        .isEqualTo(builder().merchantSerial("0A1B").privateKey(key).build().privateKey());
    assertThat(material.toString()).doesNotContain("secret", "PRIVATE");
  }

  private static Path file(String format) {
    String in = key.toString();
    return switch (format) {
      case "PKCS#8" -> key;
      case "PKCS#1" -> openSsl.key("pkcs1.pem", "rsa", "-in", in, "-traditional");
      case "encrypted PKCS#8" ->
          openSsl.key("p8.pem", "pkcs8", "-topk8", "-in", in, "-passout", PASS);
      case "encrypted PKCS#8 of old" ->
          openSsl.key(
              "p8-old.pem", "pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-in", in, "-passout", PASS);
      case "encrypted PKCS#1" ->
          openSsl.key("p1.pem", "rsa", "-in", in, "-aes128", "-traditional", "-passout", PASS);
      default -> throw new AssertionError(format);
    };
  }

  private static KeyMaterial material(Path file, String source) throws IOException {
    return switch (source) {
      case "path" -> KeyMaterial.of(file);
      case "text" -> KeyMaterial.of(Files.readString(file));
      case "bytes" -> KeyMaterial.of(Files.readAllBytes(file));
      case "stream" ->
          KeyMaterial.of("key.pem", new ByteArrayInputStream(Files.readAllBytes(file)));
      default -> throw new AssertionError(source);
    };
  }

  @Test
  void takesTheSerialFromTheCertificateWithItsLeadingZero() {
    Merchant merchant = builder().privateKey(key).certificate(certificate).build();

    assertThat(merchant.merchantSerial()).isEqualTo(serial);
  }

  @Test
  void readsKeyAndSerialFromAPkcs12FileWhosePasswordIsTheMchid() {
    assertPkcs12(KeyMaterial.of(pkcs12("apiclient_cert.p12", "pass:" + MCHID)));
  }

  @Test
  void readsAPkcs12FileWithItsOwnPassword() {
    assertPkcs12(KeyMaterial.of(pkcs12("own.p12", PASS)).withPassphrase(PASSPHRASE));
  }

  @Test
  void readsAPkcs12FileOfTheOlderAlgorithms() {
    assertPkcs12(
        KeyMaterial.of(
            pkcs12(
                "old.p12",
                "pass:" + MCHID,
                "-keypbe",
                "PBE-SHA1-3DES",
                "-certpbe",
                "PBE-SHA1-3DES",
                "-macalg",
                "sha1")));
  }

  private static void assertPkcs12(KeyMaterial file) {
    Merchant merchant = builder().pkcs12(file).build();

    assertThat(merchant.merchantSerial()).isEqualTo(serial);
    assertThat(merchant.privateKey())
        .isEqualTo(builder().merchantSerial("0A1B").privateKey(key).build().privateKey());
  }

  private static Path pkcs12(String name, String password, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "pkcs12",
                "-export",
                "-inkey",
                key.toString(),
                "-in",
                certificate.toString(),
                "-passout",
                password));
    arguments.addAll(List.of(more));
    return openSsl.key(name, arguments.toArray(String[]::new));
  }

  @Test
  void asksForThePassphraseThatIsMissing() {
    Path encrypted = file("encrypted PKCS#8");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().privateKey(encrypted))
        .withMessage(
            "The file " + encrypted + " holds an encrypted private key: give its passphrase");
  }

  @ParameterizedTest
  @MethodSource("encryptedFormats")
  void saysThatThePassphraseIsWrong(String format) {
    Path encrypted = file(format);
    KeyMaterial wrong = KeyMaterial.of(encrypted).withPassphrase("guess".toCharArray());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().privateKey(wrong))
        .withMessage("The passphrase does not open the key: The file " + encrypted)
        .withNoCause();
  }

  static Stream<String> encryptedFormats() {
    return Stream.of("encrypted PKCS#8", "encrypted PKCS#8 of old", "encrypted PKCS#1");
  }

  @Test
  void saysThatThePasswordOfAPkcs12FileIsWrong() {
    Path file = pkcs12("wrong.p12", PASS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().pkcs12(KeyMaterial.of(file)).build())
        .withMessage(
            "The file "
                + file
                + " cannot be opened, because the password is wrong or the file is damaged: the"
                + " password of apiclient_cert.p12 is the mchid unless it was changed");
  }

  @Test
  void refusesAKeyThatDoesNotBelongToTheCertificate() {
    Path other = openSsl.rsaKey("other.pem", 2048);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().privateKey(other).certificate(certificate).build())
        .withMessage(
            "The private key does not belong to the certificate with the serial "
                + serial
                + ": use apiclient_key.pem and apiclient_cert.pem of the same download");
  }

  @Test
  void refusesASerialThatDoesNotMatchTheCertificate() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder().merchantSerial("0A1B").privateKey(key).certificate(certificate).build())
        .withMessage(
            "The serial \"0A1B\" does not match the certificate, whose serial is " + serial);
  }

  @Test
  void refusesAnInvalidCertificateUnlessItIsAllowed() {
    Clock afterwards = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
    Clock before = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    Function<Clock, MerchantBuilder> at =
        clock -> builder().privateKey(key).certificate(certificate).clock(clock);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> at.apply(afterwards).build())
        .withMessageStartingWith(
            "The merchant API certificate with the serial " + serial + " is valid from ")
        .withMessageEndingWith(
            "renew it in the merchant portal, or call allowExpiredCertificate()");
    assertThatIllegalArgumentException().isThrownBy(() -> at.apply(before).build());
    assertThat(at.apply(afterwards).allowExpiredCertificate().build().merchantSerial())
        .isEqualTo(serial);
  }

  @Test
  void refusesMaterialThatIsNotACertificate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().certificate(key))
        .withMessage(
            "The file "
                + key
                + " holds a private key; expected the merchant API certificate (-----BEGIN"
                + " CERTIFICATE-----, the file apiclient_cert.pem)");
  }

  @Test
  void namesTheResourceThatDoesNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> KeyMaterial.of("/no/such.pem", getClass().getResourceAsStream("/no/such.pem")))
        .withMessage("The resource /no/such.pem does not exist");
  }

  @Test
  void doesNotInstallAProvider() {
    assertPkcs12(KeyMaterial.of(pkcs12("again.p12", "pass:" + MCHID)));

    assertThat(Security.getProvider("BC")).isNull();
  }

  private static MerchantBuilder builder() {
    return Merchant.builder().mchid(MCHID).wechatPayPublicKey("PUB_KEY_ID_0114", publicKey);
  }
}
