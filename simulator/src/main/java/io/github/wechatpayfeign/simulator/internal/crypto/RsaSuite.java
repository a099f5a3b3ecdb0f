package io.github.wechatpayfeign.simulator.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
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
  public KeyPairGenerator newKeyPairGenerator() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator;
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
