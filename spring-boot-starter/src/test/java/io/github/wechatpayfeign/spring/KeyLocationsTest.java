package io.github.wechatpayfeign.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLocationsTest {

  @TempDir static Path folder;

  private static Path key;
  private static String pem;

  private final KeyLocations texts = new KeyLocations();

  @BeforeAll
  static void makeKey() throws IOException {
    key = new OpenSsl(folder).rsaKey("apiclient_key.pem", 2048);
    pem = Files.readString(key);
  }

  @Test
  void readsAKeyInEachPlace() {
    String base64 = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));

    for (String text :
        new String[] {pem, key.toString(), key.toUri().toString(), "base64:" + base64}) {
      assertIsKey(texts.read(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere/key.pem", "file:/nowhere/key.pem", "classpath:nowhere/key.pem"})
  void namesAPlaceWithoutAKey(String location) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Merchant.builder().privateKey(texts.read(location)))
        .withMessageContaining("nowhere/key.pem");
  }

  @Test
  void showsNoKeyThatTookThePlaceOfALocation() {
    String inside = pem.replaceAll("-----.*-----", "").strip();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> texts.read(inside))
        .satisfies(
            thrown -> assertThat(thrown.getMessage()).doesNotContain(inside.substring(0, 9)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> texts.read("?".repeat(1000)))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("??"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> texts.read("base64:secret%"))
        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("secret"));
  }

  @Test
  void tellsTheFileOfALocation() {
    assertThat(texts.file(key.toString())).isEqualTo(key);
    assertThat(texts.file(key.toUri().toString())).isEqualTo(key);
    assertThat(texts.file("/nowhere/key.pem")).isEqualTo(Path.of("/nowhere/key.pem"));
    assertThat(texts.file(null)).isNull();
    assertThat(texts.file(pem)).isNull();
    assertThat(texts.file("base64:AAAA")).isNull();
    assertThat(texts.file("classpath:nowhere.pem")).isNull();
    assertThat(texts.file("https://example.com/key.pem")).isNull();
  }

  private static void assertIsKey(KeyMaterial material) {
    assertThatCode(() -> Merchant.builder().privateKey(material)).doesNotThrowAnyException();
  }
}
