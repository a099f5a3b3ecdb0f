package io.github.wechatpayfeign.simulator.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The algorithms of one scheme of APIv3. */
public abstract class AlgorithmSuite {
  private static final int TAG_BITS = 128;

  /** Returns the scheme's name in {@code Authorization} and {@code Wechatpay-Signature-Type}. */
  public abstract String scheme();

  /** Returns the name of the kind of certificate in {@code GET /v3/certificates}. */
  public abstract String algorithm();

  /** Returns the name of the encryption in {@code GET /v3/certificates}. */
  public abstract String encryption();

  /** Returns whether a key pair can sign in this scheme. */
  public abstract boolean fits(KeyPair keys);

  abstract KeyPair generateKeyPair() throws GeneralSecurityException;

  public abstract KeyFactory newKeyFactory() throws GeneralSecurityException;

  public abstract Signature newSignature() throws GeneralSecurityException;

  /** Returns a signature that is ready to sign. */
  Signature newSigner(PrivateKey key) throws GeneralSecurityException {
    Signature signature = newSignature();
    signature.initSign(key);
    return signature;
  }

  /** Returns the algorithm of the signatures, as X.509 names it. */
  public abstract AlgorithmIdentifier x509Signature();

  public abstract Cipher newGcmCipher() throws GeneralSecurityException;

  public abstract SecretKey secretKey(String apiV3Key) throws GeneralSecurityException;

  public final KeyPair newKeyPair() {
    try {
      return generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  public final String sign(PrivateKey key, byte[] message) {
    return Base64.getEncoder().encodeToString(signature(key, message));
  }

  public final byte[] signature(PrivateKey key, byte[] message) {
    try {
      Signature signature = newSigner(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  public final void verify(PublicKey key, byte[] message, String base64) throws SignatureException {
    try {
      Signature signature = newSignature();
      signature.initVerify(key);
      signature.update(message);
      if (!signature.verify(Base64.getDecoder().decode(base64))) {
        throw new SignatureException("The signature does not match the message");
      }
    } catch (IllegalArgumentException e) {
      throw new SignatureException("The signature is not Base64", e);
    } catch (SignatureException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  public final String encrypt(
      byte[] plaintext, String apiV3Key, String nonce, String associatedData) {
    try {
      Cipher cipher = newGcmCipher();
      cipher.init(
          Cipher.ENCRYPT_MODE,
          secretKey(apiV3Key),
          new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.US_ASCII)));
      cipher.updateAAD(associatedData.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(cipher.doFinal(plaintext));
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  public final IllegalStateException unsupported(GeneralSecurityException cause) {
    return new IllegalStateException(
        "The algorithms of " + scheme() + " do not work here" + remedy(), cause);
  }

  /** Returns the end of a message that says what to do if the algorithms do not work. */
  public String remedy() {
    return "";
  }
}
