package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.internal.crypto.AlgorithmSuite;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a signature with messages. An RSA signature is opened with the public key: it contains
 * the digest of the message and the name of the digest, so thousands of messages can be compared.
 */
final class SignatureReader {
  private static final Map<String, String> DIGESTS = new LinkedHashMap<>();

  static {
    DIGESTS.put("3031300d060960864801650304020105000420", "SHA-256");
    DIGESTS.put("3021300906052b0e03021a05000414", "SHA-1");
    DIGESTS.put("3020300c06082a864886f70d020505000410", "MD5");
    DIGESTS.put("3041300d060960864801650304020205000430", "SHA-384");
    DIGESTS.put("3051300d060960864801650304020305000440", "SHA-512");
  }

  private final AlgorithmSuite suite;
  private final PublicKey key;
  private final byte[] signature;
  private final byte @Nullable [] opened;

  SignatureReader(AlgorithmSuite suite, PublicKey key, byte[] signature) {
    this.suite = suite;
    this.key = key;
    this.signature = signature.clone();
    opened = key instanceof RSAPublicKey rsa ? opened(rsa, signature) : null;
  }

  /** Returns what a PKCS #1 signature contains, or null if it was not made with this key. */
  private static byte @Nullable [] opened(RSAPublicKey key, byte[] signature) {
    BigInteger number = new BigInteger(1, signature);
    if (number.compareTo(key.getModulus()) >= 0) {
      return null;
    }
    byte[] padded = number.modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
    // The first byte of the block is 0, which a BigInteger leaves out.
    int start = 1;
    while (start < padded.length && padded[start] == (byte) 0xff) {
      start++;
    }
    boolean legal = padded[0] == 1 && start > 8 && start < padded.length && padded[start] == 0;
    return legal ? Arrays.copyOfRange(padded, start + 1, padded.length) : null;
  }

  /** Returns whether many messages can be compared in a short time. */
  boolean isFast() {
    return key instanceof RSAPublicKey;
  }

  /** Returns whether the signature was certainly made with the private key of this public key. */
  boolean isOfThisKey() {
    return opened != null;
  }

  boolean fits(byte[] message) {
    if (opened != null) {
      return fits(message, "SHA-256");
    }
    if (isFast()) {
      return false;
    }
    try {
      suite.verify(key, message, Base64.getEncoder().encodeToString(signature));
      return true;
    } catch (SignatureException e) {
      return false;
    }
  }

  private boolean fits(byte[] message, String digest) {
    byte[] content = opened;
    if (content == null || !digest().filter(digest::equals).isPresent()) {
      return false;
    }
    byte[] hash = hash(message, digest);
    return Arrays.equals(
        hash, Arrays.copyOfRange(content, content.length - hash.length, content.length));
  }

  /** Returns the digest that the signature names, if it is of this key and names one. */
  Optional<String> digest() {
    if (opened == null) {
      return Optional.empty();
    }
    String hex = HexFormat.of().formatHex(opened);
    return DIGESTS.entrySet().stream()
        .filter(entry -> hex.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Returns whether the signature is a correct one of the given message, but by RSASSA-PSS. */
  boolean isPss(byte[] message) {
    if (!isFast()) {
      return false;
    }
    try {
      Signature pss = Signature.getInstance("RSASSA-PSS");
      pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      pss.initVerify(key);
      pss.update(message);
      return pss.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] hash(byte[] message, String digest) {
    try {
      return MessageDigest.getInstance(digest).digest(message);
    } catch (GeneralSecurityException e) {
      throw suite.unsupported(e);
    }
  }
}
