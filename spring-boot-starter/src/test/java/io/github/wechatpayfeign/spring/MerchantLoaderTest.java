package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.MerchantKeys;
import io.github.wechatpayfeign.openssl.OpenSsl;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MerchantLoaderTest {

  @TempDir static Path folder;

  private static OpenSsl openSsl;
  private static Path key;
  private static Path certificate;
  private static Path publicKey;

  @BeforeAll
  static void makeKeys() {
    openSsl = new OpenSsl(folder);
    MerchantKeys keys = MerchantKeys.of(openSsl, "0A1B");
    key = keys.privateKey();
    certificate = keys.certificate();
    publicKey = MerchantKeys.wechatPayPublicKey(openSsl);
  }

  private static MerchantLoader loader(String... properties) {
    List<String> all = new ArrayList<>(List.of("mchid=1900000109"));
    all.addAll(List.of(properties));
    if (Arrays.stream(properties).noneMatch(each -> each.startsWith("public-key"))) {
      all.add("public-key-id=PUB_KEY_ID_01");
      all.add("public-key=" + publicKey);
    }
    return new MerchantLoader(
        "wechatpay",
        Starter.properties(all.toArray(String[]::new)),
        name -> {
          throw new IllegalArgumentException("no bundle " + name);
        });
  }

  private static void assertIs(Merchant merchant, String serial) {
    assertThat(merchant.mchid()).isEqualTo("1900000109");
    assertThat(merchant.merchantSerial()).isEqualTo(serial);
    assertThat(merchant.publicKeyId()).isEqualTo("PUB_KEY_ID_01");
  }

  @Test
  void loadsAKeyWithItsSerial() {
    assertIs(loader("private-key=" + key, "merchant-serial=0C").load(), "0C");
  }

  @Test
  void loadsAKeyWithItsCertificate() {
    assertIs(loader("private-key=" + key, "certificate=" + certificate).load(), "0A1B");
  }

  @Test
  void loadsAnEncryptedKey() {
    Path encrypted =
        openSsl.key(
            "encrypted.pem", "pkcs8", "-topk8", "-in", key.toString(), "-passout", "pass:sesame");

    assertIs(
        loader("private-key=" + encrypted, "private-key-passphrase=sesame", "merchant-serial=0C")
            .load(),
        "0C");
    assertThatThrownBy(
            loader("private-key=" + encrypted, "private-key-passphrase=x", "merchant-serial=0C")
                ::load)
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageStartingWith("wechatpay.private-key: ")
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({"1900000109,", "sesame, pkcs12-password=sesame"})
  void loadsAPkcs12File(String password, String property) {
    Path file = openSsl.pkcs12("apiclient_cert.p12", key, certificate, password);
    List<String> properties = new ArrayList<>(List.of("pkcs12=" + file));
    if (property != null) {
      properties.add(property);
    }

    assertIs(loader(properties.toArray(String[]::new)).load(), "0A1B");
  }

  @Test
  void loadsPlatformCertificatesAndAnApiV3Key() {
    Path platform = MerchantKeys.of(openSsl, "0D").certificate();

    Merchant merchant =
        loader(
                "private-key=" + key,
                "merchant-serial=0C",
                "platform-certificates=" + platform,
                "api-v3-key=" + "k".repeat(32))
            .load();

    assertThat(merchant.verificationKeys().describeAt(Instant.now())).contains("0D");
    assertThat(merchant.downloadsCertificates()).isTrue();
  }

  @Test
  void readsTheFilesEachTime() throws Exception {
    Path changing = folder.resolve("changing.pem");
    Files.copy(key, changing);
    MerchantLoader loader = loader("private-key=" + changing, "merchant-serial=0C");
    assertIs(loader.load(), "0C");

    Files.writeString(changing, "half of a ke");

    assertThatThrownBy(loader::load)
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageContaining("changing.pem");
  }

  @Test
  void namesThePropertiesThatDoNotGoTogether() {
    Path other = openSsl.rsaKey("other_key.pem", 2048);

    assertThatThrownBy(loader("private-key=" + other, "certificate=" + certificate)::load)
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageStartingWith(
            "wechatpay.private-key, wechatpay.certificate, wechatpay.public-key: ");
  }

  @Test
  void namesTheBundleThatIsNotThere() {
    assertThatThrownBy(loader("ssl-bundle=mine")::load)
        .isInstanceOf(WrongPropertyException.class)
        .hasMessageStartingWith("wechatpay.ssl-bundle: ")
        .hasMessageContaining("mine");
  }

  @Test
  void takesAnExpiredCertificateOnlyIfItIsToldTo() {
    Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-10_000));
    try (WechatPaySimulator old = WechatPaySimulator.builder().clock(longAgo).start()) {
      String[] expired = {
        "private-key=" + old.merchantPrivateKeyPem(), "certificate=" + old.merchantCertificatePem()
      };

      assertThatThrownBy(loader(expired)::load)
          .isInstanceOf(WrongPropertyException.class)
          .hasMessageContaining("wechatpay.certificate")
          .hasMessageContaining(old.merchantSerial());
      assertIs(
          loader(expired[0], expired[1], "allow-expired-certificate=true").load(),
          old.merchantSerial());
    }
  }

  @Test
  void tellsWhichFilesItReads() {
    MerchantProperties properties =
        Starter.properties(
            "private-key=" + key,
            "certificate=file:" + certificate,
            "public-key=base64:AAAA",
            "platform-certificates=classpath:a.pem,/b.pem");

    assertThat(MerchantLoader.files(properties))
        .containsExactly(key, certificate, Path.of("/b.pem"));
    assertThat(properties.toString()).doesNotContain(folder.toString());
  }
}
