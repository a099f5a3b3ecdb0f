package io.github.wechatpayfeign.merchant;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Merchant}; every setter checks its value at once.
 *
 * <p>BouncyCastle reads what the JDK cannot: encrypted keys, SM2, and some PKCS#12 files. If the
 * class path has none, one that is too old, or two that do not fit together, an {@link
 * IllegalStateException} says so and names the jars.
 */
public final class MerchantBuilder {

  private static final Pattern SERIAL = Pattern.compile("[0-9A-Fa-f]{1,40}");
  private static final Pattern PUBLIC_KEY_ID = Pattern.compile("PUB_KEY_ID_[0-9A-Za-z_-]{1,64}");

  private @Nullable String mchid;
  private @Nullable String merchantSerial;
  private @Nullable PrivateKey privateKey;
  private List<X509Certificate> certificates = List.of();
  private @Nullable KeyMaterial pkcs12;
  private boolean expiredCertificateAllowed;
  private Clock clock = Clock.systemUTC();
  private @Nullable Provider signatureProvider;
  private boolean nativeAllowed = true;
  private @Nullable String publicKeyId;
  private final List<VerificationKey> verificationKeys = new ArrayList<>();
  private @Nullable ApiV3Key apiV3Key;
  private boolean firstDownloadTrusted;

  MerchantBuilder() {}

  /**
   * Sets the merchant number, 1 to 32 letters, digits, {@code _} or {@code -}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public MerchantBuilder mchid(String mchid) {
    this.mchid = Merchant.requireMchid("mchid", mchid);
    return this;
  }

  /**
   * Sets the serial of the merchant API certificate: up to 40 hexadecimal digits, as {@code openssl
   * x509 -in apiclient_cert.pem -noout -serial} and the merchant portal show it.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public MerchantBuilder merchantSerial(String merchantSerial) {
    this.merchantSerial =
        Checks.matching(
            SERIAL,
            merchantSerial,
            "serial of the merchant API certificate",
            "1 to 40 hexadecimal digits");
    return this;
  }

  /**
   * Sets the merchant's private key from a PEM file, {@code apiclient_key.pem}.
   *
   * @throws IllegalArgumentException if the file cannot be read, or as {@link
   *     #privateKey(KeyMaterial)} says
   */
  public MerchantBuilder privateKey(Path pemFile) {
    return privateKey(KeyMaterial.of(pemFile));
  }

  /**
   * Sets the merchant's private key from PEM text.
   *
   * @throws IllegalArgumentException as {@link #privateKey(KeyMaterial)} says
   */
  public MerchantBuilder privateKeyPem(String pem) {
    return privateKey(KeyMaterial.of(pem));
  }

  /**
   * Sets the merchant's private key from PEM: PKCS#8 or PKCS#1, each plain or encrypted with the
   * material's passphrase.
   *
   * @throws IllegalArgumentException if it is anything else, if the passphrase is missing or wrong,
   *     or if the key is neither RSA of at least 2048 bits nor SM2
   */
  public MerchantBuilder privateKey(KeyMaterial pem) {
    return privateKey(KeyReader.privateKey(pem));
  }

  /**
   * Sets the merchant's private key, which may be one that a hardware module keeps.
   *
   * @throws IllegalArgumentException if it is neither RSA of at least 2048 bits nor SM2
   */
  public MerchantBuilder privateKey(PrivateKey privateKey) {
    Scheme.of(privateKey, "private key");
    this.privateKey = privateKey;
    this.pkcs12 = null;
    return this;
  }

  /**
   * Sets the provider that signs with the private key, such as that of a hardware module. It need
   * not be installed in the JVM, and is not. By default, RSA is signed and verified by native code
   * where Amazon Corretto Crypto Provider or Conscrypt is on the class path and loads, and else by
   * the first provider of the JVM that takes the key; SM2 by BouncyCastle. The system property
   * {@code wechatpay.signature.provider} says {@code amazon}, {@code conscrypt} or {@code jvm} to
   * look for one alone.
   *
   * @see Merchant#signatureProviderName
   */
  public MerchantBuilder signatureProvider(Provider signatureProvider) {
    this.signatureProvider = Objects.requireNonNull(signatureProvider, "signatureProvider");
    return this;
  }

  /** Signs and verifies RSA by the JVM's own providers, whatever else is on the class path. */
  public MerchantBuilder withoutNativeSignatures() {
    this.nativeAllowed = false;
    return this;
  }

  /**
   * Sets the merchant API certificate from a PEM file, {@code apiclient_cert.pem}, in place of its
   * serial.
   *
   * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
   */
  public MerchantBuilder certificate(Path pemFile) {
    return certificate(KeyMaterial.of(pemFile));
  }

  /**
   * Sets the merchant API certificate from PEM, in place of its serial. {@link #build()} checks
   * that the private key belongs to it and that it is valid now. Of several in a chain, the one to
   * which the private key belongs is taken.
   *
   * @throws IllegalArgumentException if it is no certificate
   */
  public MerchantBuilder certificate(KeyMaterial pem) {
    this.certificates = KeyReader.merchantCertificates(pem);
    this.pkcs12 = null;
    return this;
  }

  /**
   * Sets the private key and the merchant API certificate from a PKCS#12 file, {@code
   * apiclient_cert.p12}, in place of both. Its password is the mchid, unless the material has a
   * passphrase. Of this and the setters of key and certificate, the last one that was called
   * counts.
   */
  public MerchantBuilder pkcs12(KeyMaterial file) {
    this.pkcs12 = Objects.requireNonNull(file, "file");
    this.privateKey = null;
    this.certificates = List.of();
    return this;
  }

  /** Takes a certificate that is not valid now; WeChat Pay may refuse what it signs. */
  public MerchantBuilder allowExpiredCertificate() {
    this.expiredCertificateAllowed = true;
    return this;
  }

  /** Sets the clock by which a certificate is valid or not; by default the system's. */
  public MerchantBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets the WeChat Pay public key from a PEM file, {@code pub_key.pem}, with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id is anything else, the file cannot be read, or it
   *     holds anything but one public key, RSA of at least 2048 bits or SM2
   */
  public MerchantBuilder wechatPayPublicKey(String publicKeyId, Path pemFile) {
    return wechatPayPublicKey(publicKeyId, KeyMaterial.of(pemFile));
  }

  /**
   * Sets the WeChat Pay public key from PEM text, with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id is anything else, or the text is anything but one
   *     public key, RSA of at least 2048 bits or SM2
   */
  public MerchantBuilder wechatPayPublicKeyPem(String publicKeyId, String pem) {
    return wechatPayPublicKey(publicKeyId, KeyMaterial.of(pem));
  }

  /**
   * Sets the WeChat Pay public key from PEM, with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id is anything else, or the material is anything but
   *     one public key, RSA of at least 2048 bits or SM2
   */
  public MerchantBuilder wechatPayPublicKey(String publicKeyId, KeyMaterial pem) {
    return wechatPayPublicKey(publicKeyId, KeyReader.publicKey(pem));
  }

  /**
   * Sets the WeChat Pay public key with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id is anything else, or the key is neither RSA of at
   *     least 2048 bits nor SM2
   */
  public MerchantBuilder wechatPayPublicKey(String publicKeyId, PublicKey publicKey) {
    String id =
        Checks.matching(
            PUBLIC_KEY_ID,
            publicKeyId,
            "WeChat Pay public key id",
            "PUB_KEY_ID_ and letters or digits, as the merchant portal shows it");
    verificationKeys.removeIf(VerificationKey::isPublicKey);
    verificationKeys.add(VerificationKey.ofPublicKey(id, publicKey));
    this.publicKeyId = id;
    return this;
  }

  /**
   * Adds a platform certificate of WeChat Pay from a PEM file. Call it once for each.
   *
   * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
   */
  public MerchantBuilder platformCertificate(Path pemFile) {
    return platformCertificate(KeyMaterial.of(pemFile));
  }

  /**
   * Adds a platform certificate of WeChat Pay from PEM, or all that are in one text. Call it once
   * for each. One that has expired is kept, and not believed any more.
   *
   * @throws IllegalArgumentException if it is no certificate
   */
  public MerchantBuilder platformCertificate(KeyMaterial pem) {
    for (X509Certificate certificate : KeyReader.platformCertificates(pem)) {
      verificationKeys.add(VerificationKey.ofCertificate(certificate));
    }
    return this;
  }

  /**
   * Sets the APIv3 key, 32 characters: with it, platform certificates are downloaded when they are
   * needed, and again while they are in use.
   *
   * @throws IllegalArgumentException if it has not 32 characters; the message does not show it
   * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013070756">what a merchant has to
   *     prepare</a>
   */
  public MerchantBuilder apiV3Key(String apiV3Key) {
    this.apiV3Key = new ApiV3Key(apiV3Key);
    return this;
  }

  /**
   * Believes the first download of platform certificates by a certificate that it carries, although
   * there is a WeChat Pay public key. It is for the migration from certificates to the public key,
   * for as long as the merchant portal does not let WeChat Pay sign with that key. By default a
   * known key has to have signed the download. With this setting, a stolen APIv3 key is enough for
   * an attacker on the network to bring in a certificate before the first download.
   *
   * @see <a
   *     href="https://pay.weixin.qq.com/docs/partner/products/platform-certificate/update-pub-key.html">
   *     the migration</a>
   */
  public MerchantBuilder trustFirstCertificateDownload() {
    this.firstDownloadTrusted = true;
    return this;
  }

  /**
   * Returns the merchant. The builder can be used again, with other values for what has changed.
   *
   * @throws IllegalStateException if a value is missing: the message names it
   * @throws IllegalArgumentException if a PKCS#12 file cannot be opened, if the private key does
   *     not belong to the certificate, if the serial is another one than the certificate's, if the
   *     certificate is not valid now, if a key of WeChat Pay is the merchant's own, if one is RSA
   *     and the other SM2, or if the APIv3 key was also given as something else
   */
  public Merchant build() {
    String number = Checks.required(mchid, "mchid");
    refuseApiV3KeyAs("mchid", number);
    refuseApiV3KeyAs("serial of the merchant API certificate", merchantSerial);
    MerchantIdentity identity = identity(number);
    Merchant merchant = new Merchant(this, number, identity);
    requireVerificationKeys(merchant, identity.privateKey());
    return merchant;
  }

  private MerchantIdentity identity(String number) {
    if (pkcs12 != null) {
      char[] password = pkcs12.passphrase();
      Pkcs12File both = Pkcs12File.open(pkcs12, password == null ? number.toCharArray() : password);
      Scheme.of(both.privateKey(), "private key");
      return certified(both.privateKey(), List.of(both.certificate()));
    }
    PrivateKey key = Checks.required(privateKey, "privateKey");
    return certificates.isEmpty()
        ? new MerchantIdentity(key, Checks.required(merchantSerial, "merchantSerial"), null)
        : certified(key, certificates);
  }

  private MerchantIdentity certified(PrivateKey key, List<X509Certificate> among) {
    return MerchantIdentity.certified(key, signatureProvider, among, merchantSerial)
        .requireValid(expiredCertificateAllowed ? null : clock.instant());
  }

  /** An APIv3 key has the form of a serial or number, and would be sent and logged as one. */
  private void refuseApiV3KeyAs(String name, @Nullable String value) {
    if (apiV3Key != null && value != null && apiV3Key.is(value)) {
      throw new IllegalArgumentException(
          "The " + name + " is the APIv3 key: copy it from the merchant portal");
    }
  }

  private void requireVerificationKeys(Merchant merchant, PrivateKey signing) {
    if (verificationKeys.isEmpty() && apiV3Key == null) {
      throw new IllegalStateException(
          "A merchant needs wechatPayPublicKey(...), or else platformCertificate(...) or"
              + " apiV3Key(...)");
    }
    for (VerificationKey key : verificationKeys) {
      if (key.scheme() != merchant.scheme()) {
        throw new IllegalArgumentException(
            "The private key is "
                + merchant.scheme()
                + ", but WeChat Pay's "
                + key.serial()
                + " is "
                + key.scheme()
                + ": both must be of one kind");
      }
      KeyPairs.requireDifferentPairs(signing, signatureProvider, key);
    }
  }

  @Nullable Provider signatureProvider() {
    return signatureProvider;
  }

  boolean nativeAllowed() {
    return nativeAllowed;
  }

  @Nullable String publicKeyId() {
    return publicKeyId;
  }

  List<VerificationKey> verificationKeys() {
    return verificationKeys;
  }

  @Nullable ApiV3Key apiV3Key() {
    return apiV3Key;
  }

  boolean firstDownloadTrusted() {
    return firstDownloadTrusted;
  }
}
