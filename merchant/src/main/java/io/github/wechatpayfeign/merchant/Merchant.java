package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * A merchant with everything that its calls need: its number, the key that signs its requests, and
 * the keys of WeChat Pay that verify the answers. Immutable; {@link #toString()} shows no key.
 *
 * <p>WeChat Pay's side is its public key ({@code PUB_KEY_ID_...}), platform certificates, the APIv3
 * key for downloading platform certificates, or several of them, as during the migration from
 * certificates to the public key. The header {@code Wechatpay-Serial} of an answer names the key
 * that verifies it. Requests ask for the public key if there is one, otherwise for the newest
 * certificate.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013070756">what a merchant has to
 *     prepare</a>
 */
public final class Merchant implements MerchantSource {

  private static final Pattern MCHID = Pattern.compile("[0-9A-Za-z_-]{1,32}");

  private final String mchid;
  private final String merchantSerial;
  private final SigningKey signingKey;
  private final boolean nativeAllowed;
  private final @Nullable String publicKeyId;
  private final VerificationKeys verificationKeys;
  private final @Nullable ApiV3Key apiV3Key;
  private final boolean firstDownloadTrusted;
  private final KeyValidity keyValidity;
  private final String authorization;

  Merchant(MerchantBuilder builder, String mchid, MerchantIdentity identity) {
    this.mchid = mchid;
    this.merchantSerial = identity.serial();
    this.nativeAllowed = builder.nativeAllowed();
    PrivateKey privateKey = identity.privateKey();
    this.signingKey =
        SigningKey.of(
            privateKey,
            Scheme.of(privateKey, "private key"),
            builder.signatureProvider(),
            nativeAllowed);
    this.publicKeyId = builder.publicKeyId();
    this.verificationKeys = VerificationKeys.of(builder.verificationKeys());
    this.apiV3Key = builder.apiV3Key();
    this.firstDownloadTrusted = builder.firstDownloadTrusted();
    this.keyValidity = identity.validity();
    this.authorization = scheme().header() + " mchid=\"" + mchid + '"';
  }

  /**
   * Checks a merchant number: 1 to 32 letters, digits, {@code _} or {@code -}.
   *
   * @param name what the message calls it, such as {@code "sub_mchid"}
   * @return the number as it is
   * @throws IllegalArgumentException if it is anything else: the message shows how it begins, since
   *     it may be a key that was given by mistake
   */
  public static String requireMchid(String name, @Nullable String mchid) {
    return Checks.matching(MCHID, mchid, name, "1 to 32 letters, digits, _ or -");
  }

  /** Returns a builder with nothing set. */
  public static MerchantBuilder builder() {
    return new MerchantBuilder();
  }

  /** Returns the merchant number. */
  public String mchid() {
    return mchid;
  }

  /** Returns the serial of the merchant API certificate, as it was set. */
  public String merchantSerial() {
    return merchantSerial;
  }

  /**
   * Returns the time in which the merchant API certificate is valid. It is known only if the
   * certificate was set, not its serial alone.
   */
  public KeyValidity keyValidity() {
    return keyValidity;
  }

  /** Returns the scheme of the private key. Requests and answers are signed in it. */
  public Scheme scheme() {
    return signingKey.scheme();
  }

  /**
   * Returns the name of the provider that signs with the private key, such as {@code
   * AmazonCorrettoCryptoProvider}, {@code Conscrypt} or {@code SunRsaSign}.
   *
   * @throws IllegalStateException if no provider accepts the key
   */
  public String signatureProviderName() {
    try {
      return signingKey.with(signature -> signature.getProvider().getName());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No provider signs with the private key", e);
    }
  }

  /** Returns the id of the WeChat Pay public key, or null if there is none. */
  public @Nullable String publicKeyId() {
    return publicKeyId;
  }

  /** Returns this merchant. */
  @Override
  public Merchant merchant() {
    return this;
  }

  PrivateKey privateKey() {
    return signingKey.key();
  }

  /**
   * Signs a message with the private key.
   *
   * @param parts the message, in parts that follow each other
   * @throws GeneralSecurityException if the key cannot be used
   */
  public byte[] sign(byte[]... parts) throws GeneralSecurityException {
    return signingKey.with(
        signature -> {
          for (byte[] part : parts) {
            signature.update(part);
          }
          return signature.sign();
        });
  }

  /**
   * Returns whether a signature of a message was made with a key of WeChat Pay.
   *
   * @param parts the message, in parts that follow each other
   * @throws GeneralSecurityException if the key cannot be used, or the signature is malformed
   */
  public boolean verify(VerificationKey key, byte[] signature, byte[]... parts)
      throws GeneralSecurityException {
    return verifying(
        key,
        verifier -> {
          for (byte[] part : parts) {
            verifier.update(part);
          }
          return verifier.verify(signature);
        });
  }

  <T> T verifying(VerificationKey key, Scheme.Step<T> step) throws GeneralSecurityException {
    return key.with(nativeAllowed, step);
  }

  /** Returns the keys that were set, without those that are downloaded. */
  public VerificationKeys verificationKeys() {
    return verificationKeys;
  }

  /** Returns whether platform certificates are downloaded, which needs an APIv3 key. */
  public boolean downloadsCertificates() {
    return apiV3Key != null;
  }

  /**
   * Decrypts the answer to {@code GET /v3/certificates} with the APIv3 key. It does not check the
   * signature of the answer.
   *
   * @param body the body of the answer
   * @param odd receives one sentence for each entry that was not understood, without any secret
   * @return the keys of the usable certificates, at least one
   * @throws IllegalStateException if there is no usable certificate or no APIv3 key: the message
   *     says how to fix it
   * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053249">verifying answers</a>
   */
  public List<VerificationKey> openCertificates(byte[] body, Consumer<String> odd) {
    if (apiV3Key == null) {
      throw new IllegalStateException(
          "The merchant " + mchid + " has no APIv3 key to download platform certificates with");
    }
    CertificatesResponse list = CertificatesResponse.read(body, apiV3Key);
    list.odd().forEach(odd);
    return list.keys();
  }

  /**
   * Decrypts a resource of a notification with the APIv3 key. It does not check any signature.
   *
   * @param algorithm {@code AEAD_AES_256_GCM}, or {@code AEAD_SM4_GCM} for a merchant whose scheme
   *     is SM2
   * @param nonce the nonce of the resource
   * @param associatedData the associated data of the resource, or an empty text
   * @param ciphertext the encrypted resource, in Base64
   * @throws IllegalStateException if there is no APIv3 key: the message says how to fix it
   * @throws GeneralSecurityException if it was encrypted with another key or algorithm, or is
   *     malformed: the message says which, and shows nothing of the key
   * @see <a href="https://pay.weixin.qq.com/docs/merchant/development/shangmi/guide.html">the
   *     ciphers with SM4</a>
   */
  public byte[] decrypt(String algorithm, String nonce, String associatedData, String ciphertext)
      throws GeneralSecurityException {
    if (apiV3Key == null) {
      throw new IllegalStateException("there is no APIv3 key: set apiV3Key(...)");
    }
    if (!algorithm.equals(scheme() == Scheme.SM2 ? ApiV3Key.SM4 : ApiV3Key.AES)) {
      throw new GeneralSecurityException(
          "it is encrypted with "
              + Checks.quoted(algorithm)
              + ", which does not belong to the scheme "
              + scheme());
    }
    try {
      return apiV3Key.decrypt(algorithm, nonce, associatedData, ciphertext);
    } catch (AEADBadTagException wrongKey) {
      throw new GeneralSecurityException(
          "the APIv3 key is not the one that it was encrypted with", wrongKey);
    } catch (IllegalStateException brokenBouncyCastle) {
      throw brokenBouncyCastle;
    } catch (GeneralSecurityException | RuntimeException malformed) {
      // The exception for a malformed nonce differs by provider.
      throw new GeneralSecurityException(
          "it is malformed, or this JVM lacks " + algorithm, malformed);
    }
  }

  /**
   * Returns whether a certificate in the first download may verify that download, although there is
   * a public key.
   */
  public boolean trustsFirstCertificateDownload() {
    return firstDownloadTrusted;
  }

  /** Returns the value of {@code Authorization} without a signature: the scheme and the mchid. */
  public String unsignedAuthorization() {
    return authorization;
  }

  @Override
  public String toString() {
    return "Merchant[mchid="
        + mchid
        + ", merchantSerial="
        + merchantSerial
        + ", scheme="
        + scheme()
        + ", verificationKeys="
        + verificationKeys.all()
        + (apiV3Key == null ? "]" : ", with an APIv3 key]");
  }
}
