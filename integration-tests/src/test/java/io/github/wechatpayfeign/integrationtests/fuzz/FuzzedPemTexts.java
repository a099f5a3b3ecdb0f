package io.github.wechatpayfeign.integrationtests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wechatpayfeign.integrationtests.support.TestGateway;
import io.github.wechatpayfeign.merchant.Merchant;
import java.security.Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Any text given as a key is taken, or refused by a message that shows nothing of the text. */
public final class FuzzedPemTexts {

  /** As long a piece of Base64 as no word of a message is. */
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]{16,}");

  private FuzzedPemTexts() {}

  static List<byte[]> seeds() {
    String privateKey = pem("PRIVATE KEY", TestGateway.MERCHANT_KEYS.getPrivate());
    String publicKey = pem("PUBLIC KEY", TestGateway.WECHAT_PAY_KEYS.getPublic());
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-------END PUBLIC KEY-----"));
    for (String whole : List.of(privateKey, publicKey)) {
      texts.add(whole);
      texts.add(whole.substring(0, whole.length() / 2));
      texts.add(whole.replaceFirst("-----END[^\n]*\n", ""));
      texts.add(whole.replace("\n", "\r\n"));
      for (String other :
          List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "CERTIFICATE")) {
        texts.add(whole.replaceAll("(PRIVATE|PUBLIC) KEY", other));
      }
    }
    texts.add(
        privateKey
            .replace("PRIVATE KEY", "RSA PRIVATE KEY")
            .replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"));
    return texts.stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  public static void fuzzerInitialize() {
    Fuzzer.warmUp(FuzzedPemTexts::fuzzerTestOneInput, seeds());
  }

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, UTF_8);
    try {
      Merchant.builder().privateKeyPem(text);
    } catch (IllegalArgumentException e) {
      requireNothingShown(e, text);
    }
    try {
      Merchant.builder().wechatPayPublicKeyPem(TestGateway.PUBLIC_KEY_ID, text);
    } catch (IllegalArgumentException e) {
      requireNothingShown(e, text);
    }
  }

  private static void requireNothingShown(IllegalArgumentException refusal, String text) {
    FuzzedMessages.requireOneShortLine(refusal.getMessage());
    for (@Nullable Throwable shown = refusal; shown != null; shown = shown.getCause()) {
      Matcher piece = BASE64.matcher(String.valueOf(shown.getMessage()));
      while (piece.find()) {
        assertThat(text).as("what a message shows").doesNotContain(piece.group());
      }
    }
  }

  private static String pem(String type, Key key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
