package io.github.wechatpayfeign.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret in the wrong place is refused, and no message shows more than its start. */
class KeySecrecyTest {

  private static final int MAX_SHOWN = 8;
  private static final Pattern LABEL = Pattern.compile("-----|BEGIN|END|PRIVATE|KEY");

  @TempDir static Path folder;

  private static final Map<String, String> SECRETS = new LinkedHashMap<>();
  private static final Map<String, Consumer<String>> PLACES = new LinkedHashMap<>();

  private static Path key;
  private static Path publicKey;
  private static Path certificate;

  @BeforeAll
  static void makeKeys() throws IOException {
    OpenSsl openSsl = new OpenSsl(folder);
    key = openSsl.rsaKey("apiclient_key.pem", 2048);
    publicKey = openSsl.publicKey(openSsl.rsaKey("wechatpay.pem", 2048), "pub_key.pem");
    certificate =
        openSsl.key("cert.pem", "req", "-x509", "-key", key.toString(), "-subj", "/CN=merchant");
    String pem = Files.readString(key);
    String base64 = pem.replaceAll("-----[^-]*-----|\n", "");
    SECRETS.put("APIv3 key", "Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8Ii9Jj0Kk");
    SECRETS.put("APIv3 key of hexadecimal digits", "5d41402abc4b2a76b9719d911017c592");
    SECRETS.put("APIv3 key of letters", "correcthorsebatterystaplepayment");
    SECRETS.put("passphrase", "Tr0ub4dor&3-and-more");
    SECRETS.put("private key", pem);
    SECRETS.put("private key in one line", pem.replace("\n", ""));
    SECRETS.put("private key with written line ends", pem.replace("\n", "\\n"));
    SECRETS.put("private key in Base64", base64);
    SECRETS.put("a line of a private key", base64.substring(640, 704));
    SECRETS.put(
        "a line of a private key with slashes",
        "Ab1Cd2Ef3Gh4Ij5Kl6Mn7/Op8Qr9St0Uv1Wx2Yz3Ab4/Cd5Ef6Gh7Ij8Kl9Mn0+Q");
    SECRETS.put("the end of a private key", pem.substring(900));

    PLACES.put("mchid", value -> Merchant.builder().mchid(value));
    PLACES.put("merchantSerial", value -> Merchant.builder().merchantSerial(value));
    PLACES.put(
        "merchantSerial with another certificate",
        value -> complete().privateKey(key).certificate(certificate).merchantSerial(value).build());
    PLACES.put("public key id", value -> Merchant.builder().wechatPayPublicKey(value, publicKey));
    PLACES.put("path", value -> KeyMaterial.of(Path.of(value)));
    PLACES.put("privateKey(Path)", value -> Merchant.builder().privateKey(Path.of(value)));
    PLACES.put(
        "setting of a private key",
        value -> Merchant.builder().certificate(KeyMaterial.ofSetting("WECHATPAY_KEY", value)));
    PLACES.put(
        "text of a certificate", value -> Merchant.builder().certificate(KeyMaterial.of(value)));
    PLACES.put(
        "public key", value -> Merchant.builder().wechatPayPublicKeyPem("PUB_KEY_ID_1", value));
    PLACES.put("PKCS#12", value -> complete().pkcs12(KeyMaterial.of(value)).build());
    PLACES.put("APIv3 key", value -> Merchant.builder().apiV3Key(value + " "));
    PLACES.put(
        "mchid beside the APIv3 key",
        value ->
            complete().mchid(value).privateKey(key).merchantSerial("0A").apiV3Key(value).build());
    PLACES.put(
        "serial beside the APIv3 key",
        value -> complete().merchantSerial(value).privateKey(key).apiV3Key(value).build());
  }

  private static MerchantBuilder complete() {
    return Merchant.builder().mchid("1900009191").wechatPayPublicKey("PUB_KEY_ID_01", publicKey);
  }

  static Stream<Arguments> secretsInPlaces() {
    List<Arguments> all = new ArrayList<>();
    for (String secret : SECRETS.keySet()) {
      for (String place : PLACES.keySet()) {
        // A merchant number may have 32 letters, and a serial 32 hexadecimal digits.
        boolean legal =
            (place.equals("mchid") && secret.startsWith("APIv3 key"))
                || (place.equals("merchantSerial") && secret.contains("hexadecimal"));
        if (!legal) {
          all.add(Arguments.of(secret, place));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} as {1}")
  @MethodSource("secretsInPlaces")
  void showsNoMoreThanTheStartOfASecret(String name, String place) {
    String secret = Objects.requireNonNull(SECRETS.get(name));
    Consumer<String> setter = Objects.requireNonNull(PLACES.get(place));

    Throwable thrown = catchThrowable(() -> setter.accept(secret));

    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    StringWriter everything = new StringWriter();
    thrown.printStackTrace(new PrintWriter(everything));
    for (int i = 0; i + MAX_SHOWN < secret.length(); i++) {
      String piece = secret.substring(i, i + MAX_SHOWN + 1);
      if (!LABEL.matcher(piece).find()) {
        assertThat(everything.toString()).doesNotContain(piece);
      }
    }
  }

  @Test
  void saysThatAKeyIsNotAPath() throws IOException {
    Path path = Path.of(Files.readString(key));

    assertThat(catchThrowable(() -> KeyMaterial.of(path)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The given path is the text of a key, not a path: give the path of its file, or the"
                + " text"
                + " with KeyMaterial.of(String)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiclient_key.pem",
        "/etc/wechatpay/apiclient_key.pem",
        "C:\\keys\\new\\apiclient_cert.P12",
        "pub_key.pem\n",
        "我的密钥.key"
      })
  void saysThatTheNameOfAFileIsNotAKey(String name) {
    assertThat(catchThrowable(() -> KeyMaterial.of(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The given text is the name of a file, not a key: give it as a path, with"
                + " Path.of(...)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/no/such/folder/apiclient_key.pem",
        "missing.pem",
        "/run/secrets/3f2a9c0d7b5e41d8a6c2f0b19e4d7c58a1b2c3d4e5f60718293a4b5c6d7e8f90/key",
        "/Users/Anna/MyShop/3f2a9c0d7b5e41d8a6c2f0b19e4d7c58a1b2c3d4/key",
        "/opt/AcmeShop/WechatPayKeys/ofMerchant1900009191/apiclientKey"
      })
  void showsThePathOfAFileThatDoesNotExist(String path) {
    assertThat(catchThrowable(() -> KeyMaterial.of(Path.of(path))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The file " + path + " does not exist");
  }

  @Test
  void namesTheSettingThatIsEmptyOrNotAPath() {
    assertThat(catchThrowable(() -> KeyMaterial.ofSetting("WECHATPAY_PRIVATE_KEY", " ")))
        .hasMessage("WECHATPAY_PRIVATE_KEY is empty: give a key, or the path of its file");
    assertThat(catchThrowable(() -> KeyMaterial.ofSetting("WECHATPAY_PRIVATE_KEY", "a\0b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("WECHATPAY_PRIVATE_KEY holds neither a key nor the path of a file")
        .hasNoCause();
  }
}
