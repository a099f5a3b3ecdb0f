package io.github.wechatpayfeign.simulator.internal.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * SM2 with SM3, and SM4-GCM, with a provider that is not installed in the JVM. Signatures are in
 * DER.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/partner/4012082629">APIv3 by ShangMi</a>
 */
public final class Sm2Suite extends AlgorithmSuite {
  private static final String CURVE = "sm2p256v1";
  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
  private static final int SM4_KEY_BYTES = 16;

  private final Provider provider = new BouncyCastleProvider();

  @Override
  public String remedy() {
    return ": keep exactly one BouncyCastle on the class path, org.bouncycastle:bcprov-jdk18on,"
        + " version 1.78 or newer";
  }

  @Override
  public String scheme() {
    return "WECHATPAY2-SM2-WITH-SM3";
  }

  @Override
  public String algorithm() {
    return "SM2";
  }

  @Override
  public String encryption() {
    return "AEAD_SM4_GCM";
  }

  @Override
  public boolean fits(KeyPair keys) {
    return keys.getPublic() instanceof ECPublicKey key
        && key.getParams().getOrder().equals(CustomNamedCurves.getByName(CURVE).getN());
  }

  @Override
  KeyPair generateKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  @Override
  public KeyFactory newKeyFactory() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", provider);
  }

  @Override
  public Signature newSignature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SM3withSM2", provider);
    signature.setParameter(new SM2ParameterSpec(USER_ID));
    return signature;
  }

  @Override
  public AlgorithmIdentifier x509Signature() {
    return new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
  }

  @Override
  public Cipher newGcmCipher() throws GeneralSecurityException {
    return Cipher.getInstance("SM4/GCM/NoPadding", provider);
  }

  /** Uses the first half of a hash of the APIv3 key, because the key is too long for SM4. */
  @Override
  public SecretKey secretKey(String apiV3Key) throws GeneralSecurityException {
    MessageDigest sm3 = MessageDigest.getInstance("SM3", provider);
    byte[] hash = sm3.digest(apiV3Key.getBytes(StandardCharsets.US_ASCII));
    return new SecretKeySpec(hash, 0, SM4_KEY_BYTES, "SM4");
  }
}
