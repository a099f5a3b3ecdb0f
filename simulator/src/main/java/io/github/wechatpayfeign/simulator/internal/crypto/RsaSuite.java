package io.github.wechatpayfeign.simulator.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * SHA-256 with RSA, and AES-256-GCM. It verifies with the JDK only, so that the client is not
 * checked by its own code. It signs with native code if there is some.
 */
public final class RsaSuite extends AlgorithmSuite {
  private final NativeRsa nativeRsa = new NativeRsa();

  @Override
  public String scheme() {
    return "WECHATPAY2-SHA256-RSA2048";
  }

  @Override
  public String algorithm() {
    return "RSA";
  }

  @Override
  public String encryption() {
    return "AEAD_AES_256_GCM";
  }

  @Override
  public boolean fits(KeyPair keys) {
    return keys.getPublic() instanceof RSAPublicKey;
  }

  @Override
  KeyPair generateKeyPair() throws GeneralSecurityException {
    KeyPairGenerator found = NativeRsa.generator();
    KeyPairGenerator generator = found == null ? KeyPairGenerator.getInstance("RSA") : found;
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    return found == null ? keys : read(keys);
  }

  /** Returns the keys as the JDK knows them, so that nothing depends on who made them. */
  private KeyPair read(KeyPair keys) throws GeneralSecurityException {
    KeyFactory jdk = newKeyFactory();
    return new KeyPair(
        jdk.generatePublic(new X509EncodedKeySpec(keys.getPublic().getEncoded())),
        jdk.generatePrivate(new PKCS8EncodedKeySpec(keys.getPrivate().getEncoded())));
  }

  @Override
  public KeyFactory newKeyFactory() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA");
  }

  @Override
  public Signature newSignature() throws GeneralSecurityException {
    return Signature.getInstance("SHA256withRSA");
  }

  @Override
  Signature newSigner(PrivateKey key) throws GeneralSecurityException {
    Signature signer = nativeRsa.signer(key);
    return signer == null ? super.newSigner(key) : signer;
  }

  @Override
  public AlgorithmIdentifier x509Signature() {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
  }

  @Override
  public Cipher newGcmCipher() throws GeneralSecurityException {
    return Cipher.getInstance("AES/GCM/NoPadding");
  }

  @Override
  public SecretKey secretKey(String apiV3Key) {
    return new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.US_ASCII), "AES");
  }
}
