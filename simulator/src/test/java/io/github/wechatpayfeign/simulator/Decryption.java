package io.github.wechatpayfeign.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens the entries of the certificate list with the JDK. */
final class Decryption {
  private Decryption() {}

  static String aes(JsonNode encrypted, String apiV3Key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    return gcm(cipher, new SecretKeySpec(bytes(apiV3Key), "AES"), encrypted);
  }

  static String gcm(Cipher cipher, SecretKeySpec key, JsonNode encrypted)
      throws GeneralSecurityException {
    byte[] nonce = bytes(encrypted.path("nonce").asText());
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(bytes(encrypted.path("associated_data").asText()));
    byte[] ciphertext = Base64.getDecoder().decode(encrypted.path("ciphertext").asText());
    return new String(cipher.doFinal(ciphertext), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
