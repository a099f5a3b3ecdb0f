package io.github.wechatpayfeign.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Opens the answer to {@code GET /v3/certificates}. */
final class CertificateList {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CertificateList() {}

  /**
   * Returns the keys of the certificates in an answer. Nobody who lacks the APIv3 key can have put
   * one there.
   *
   * @throws IllegalStateException if there is none, or one cannot be opened: the message tells how
   *     to mend it, and shows nothing of the key
   */
  static List<VerificationKey> read(byte[] body, ApiV3Key apiV3Key) {
    List<VerificationKey> keys = new ArrayList<>();
    for (JsonNode entry : entries(body)) {
      keys.add(open(entry, apiV3Key));
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          "The answer holds no platform certificates: a merchant with a WeChat Pay public key may"
              + " have none, and needs that key instead");
    }
    return keys;
  }

  private static JsonNode entries(byte[] body) {
    try {
      return JSON.readTree(body).path("data");
    } catch (IOException notJson) {
      throw new IllegalStateException("The answer with the platform certificates is not JSON");
    }
  }

  private static VerificationKey open(JsonNode entry, ApiV3Key apiV3Key) {
    String serial = entry.path("serial_no").asText();
    JsonNode sealed = entry.path("encrypt_certificate");
    byte[] pem;
    try {
      pem =
          apiV3Key.decrypt(
              sealed.path("algorithm").asText(),
              sealed.path("nonce").asText(),
              sealed.path("associated_data").asText(),
              sealed.path("ciphertext").asText());
    } catch (GeneralSecurityException | RuntimeException notOpened) {
      // What a cipher says of a nonce that is none differs by provider.
      throw new IllegalStateException(
          "The APIv3 key does not open the platform certificates: it is not the one that is set in"
              + " the merchant portal, API security, APIv3 key");
    }
    VerificationKey key = key(pem);
    if (!key.serial().equalsIgnoreCase(serial)) {
      throw new IllegalStateException(
          "A platform certificate has the serial "
              + key.serial()
              + ", but is listed under another");
    }
    return key;
  }

  private static VerificationKey key(byte[] pem) {
    try {
      return VerificationKey.ofCertificate(
          KeyReader.platformCertificate(KeyMaterial.of(new String(pem, StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException notACertificate) {
      throw new IllegalStateException(
          "The answer holds something else than platform certificates", notACertificate);
    }
  }
}
