package io.github.wechatpayfeign.merchant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.AEADBadTagException;

/**
 * The decrypted answer to {@code GET /v3/certificates}.
 *
 * @param keys the keys of the usable certificates, at least one
 * @param odd one sentence for each part that was not understood, without any secret
 */
record CertificatesResponse(List<VerificationKey> keys, List<String> odd) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String WRONG_KEY =
      "The APIv3 key does not open the platform certificates: it is not the one that is set in"
          + " the merchant portal, API security, APIv3 key";

  /** Says why an entry cannot be used. */
  private static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /**
   * Returns the certificates in an answer, without those that are not understood. Each certificate
   * is encrypted with the APIv3 key, so it cannot come from anyone without that key.
   *
   * @throws IllegalStateException if no certificate can be used: the message says how to fix it,
   *     and shows nothing of the key
   */
  static CertificatesResponse read(byte[] body, ApiV3Key apiV3Key) {
    List<VerificationKey> keys = new ArrayList<>();
    List<String> odd = new ArrayList<>();
    for (JsonNode entry : entries(body)) {
      try {
        keys.add(open(entry, apiV3Key, odd));
      } catch (UnusableException e) {
        odd.add(e.getMessage());
      }
    }
    if (keys.isEmpty() && odd.isEmpty()) {
      throw new IllegalStateException(
          "The answer has no platform certificates: a merchant with a WeChat Pay public key may"
              + " have none; set that key instead");
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException(String.join(". ", odd.stream().distinct().toList()));
    }
    return new CertificatesResponse(List.copyOf(keys), List.copyOf(odd));
  }

  private static JsonNode entries(byte[] body) {
    try {
      return JSON.readTree(body).path("data");
    } catch (IOException notJson) {
      throw new IllegalStateException("The answer with the platform certificates is not JSON");
    }
  }

  private static VerificationKey open(JsonNode entry, ApiV3Key apiV3Key, List<String> odd)
      throws UnusableException {
    VerificationKey key = key(decrypted(entry.path("encrypt_certificate"), apiV3Key));
    if (!key.serial().equalsIgnoreCase(entry.path("serial_no").asText())) {
      throw new UnusableException(
          "A platform certificate has the serial "
              + key.serial()
              + ", but is listed under another");
    }
    return key.within(
        time(entry, "effective_time", Instant.MIN, odd),
        time(entry, "expire_time", Instant.MAX, odd));
  }

  private static byte[] decrypted(JsonNode sealed, ApiV3Key apiV3Key) throws UnusableException {
    String algorithm = sealed.path("algorithm").asText();
    if (!ApiV3Key.knows(algorithm)) {
      throw new UnusableException(
          "A platform certificate is encrypted with "
              + Checks.quoted(algorithm)
              + ", which this version of the library does not know");
    }
    try {
      return apiV3Key.decrypt(
          algorithm,
          sealed.path("nonce").asText(),
          sealed.path("associated_data").asText(),
          sealed.path("ciphertext").asText());
    } catch (AEADBadTagException wrongKey) {
      throw new UnusableException(WRONG_KEY);
    } catch (IllegalStateException brokenBouncyCastle) {
      throw brokenBouncyCastle;
    } catch (GeneralSecurityException | RuntimeException notOpened) {
      // The exception for a malformed nonce differs by provider.
      throw new UnusableException(
          "A platform certificate cannot be decrypted, because its entry is malformed or this JVM"
              + " lacks "
              + algorithm
              + (algorithm.equals(ApiV3Key.SM4) ? BouncyCastle.doubt() : ""));
    }
  }

  private static VerificationKey key(byte[] pem) throws UnusableException {
    try {
      return VerificationKey.ofCertificate(
          KeyReader.platformCertificate(KeyMaterial.of(new String(pem, StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException notACertificate) {
      throw new UnusableException(
          "The list of platform certificates holds something other than a certificate with a"
              + " usable key: "
              + notACertificate.getMessage());
    }
  }

  private static Instant time(JsonNode entry, String name, Instant absent, List<String> odd) {
    String text = entry.path(name).asText();
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      odd.add("The " + name + " of a platform certificate is not a time: " + Checks.quoted(text));
      return absent;
    }
  }
}
