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
 * <p>BouncyCastle reads keys that the JDK cannot read: encrypted keys, SM2, and some PKCS#12 files.
 * If BouncyCastle is missing from the class path, too old, or there twice in versions that do not
 * work together, an {@link IllegalStateException} says so and names the jars.
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
   * Sets the merchant number: 1 to 32 letters, digits, {@code _} or {@code -}.
   *
   * @throws IllegalArgumentException if it has any other form
   */
  public MerchantBuilder mchid(String mchid) {
    this.mchid = Merchant.requireMchid("mchid", mchid);
    return this;
  }

  /**
   * Sets the serial of the merchant API certificate: up to 40 hexadecimal digits, as {@code openssl
   * x509 -in apiclient_cert.pem -noout -serial} and the merchant portal show it.
   *
   * @throws IllegalArgumentException if it has any other form
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
   * @throws IllegalArgumentException if the file cannot be read, and in the cases of {@link
   *     #privateKey(KeyMaterial)}
   */
  public MerchantBuilder privateKey(Path pemFile) {
    return privateKey(KeyMaterial.of(pemFile));
  }

  /**
   * Sets the merchant's private key from PEM text.
   *
   * @throws IllegalArgumentException in the cases of {@link #privateKey(KeyMaterial)}
   */
  public MerchantBuilder privateKeyPem(String pem) {
    return privateKey(KeyMaterial.of(pem));
  }

  /**
   * Sets the merchant's private key from PEM: PKCS#8 or PKCS#1, each plain or encrypted with the
   * material's passphrase.
   *
   * @throws IllegalArgumentException if the material is not such a key, if the passphrase is
   *     missing or wrong, or if the key is neither RSA of at least 2048 bits nor SM2
   */
  public MerchantBuilder privateKey(KeyMaterial pem) {
    return privateKey(KeyReader.privateKey(pem));
  }

  /**
   * Sets the merchant's private key, which may be a key in a hardware module.
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
   * not be installed in the JVM, and the client does not install it.
   *
   * <p>By default, native code signs and verifies RSA if Amazon Corretto Crypto Provider or
   * Conscrypt is on the class path and loads; otherwise the first provider of the JVM that accepts
   * the key does. BouncyCastle signs and verifies SM2. Set the system property {@code
   * wechatpay.signature.provider} to {@code amazon}, {@code conscrypt} or {@code jvm} to look for
   * only one of them.
   *
   * @see Merchant#signatureProviderName
   */
  public MerchantBuilder signatureProvider(Provider signatureProvider) {
    this.signatureProvider = Objects.requireNonNull(signatureProvider, "signatureProvider");
    return this;
  }

  /** Signs and verifies RSA with the JVM's own providers, even if a native one is present. */
  public MerchantBuilder withoutNativeSignatures() {
    this.nativeAllowed = false;
    return this;
  }

  /**
   * Sets the merchant API certificate from a PEM file, {@code apiclient_cert.pem}, instead of its
   * serial.
   *
   * @throws IllegalArgumentException if the file cannot be read, or has no certificate
   */
  public MerchantBuilder certificate(Path pemFile) {
    return certificate(KeyMaterial.of(pemFile));
  }

  /**
   * Sets the merchant API certificate from PEM, instead of its serial. {@link #build()} checks that
   * the private key belongs to it and that it is valid now. If the PEM has several certificates,
   * {@code build()} takes the one to which the private key belongs.
   *
   * @throws IllegalArgumentException if the material has no certificate
   */
  public MerchantBuilder certificate(KeyMaterial pem) {
    this.certificates = KeyReader.merchantCertificates(pem);
    this.pkcs12 = null;
    return this;
  }

  /**
   * Sets the merchant API certificate, instead of its serial. {@link #build()} checks that the
   * private key belongs to it and that it is valid now.
   */
  public MerchantBuilder certificate(X509Certificate certificate) {
    this.certificates = List.of(Objects.requireNonNull(certificate, "certificate"));
    this.pkcs12 = null;
    return this;
  }

  /**
   * Sets both the private key and the merchant API certificate from a PKCS#12 file, {@code
   * apiclient_cert.p12}. Its password is the mchid, unless the material has a passphrase. If the
   * setters of key and certificate are called too, the last call counts.
   */
  public MerchantBuilder pkcs12(KeyMaterial file) {
    this.pkcs12 = Objects.requireNonNull(file, "file");
    this.privateKey = null;
    this.certificates = List.of();
    return this;
  }

  /**
   * Accepts a merchant API certificate that is not valid now; WeChat Pay may refuse its requests.
   */
  public MerchantBuilder allowExpiredCertificate() {
    this.expiredCertificateAllowed = true;
    return this;
  }

  /** Sets the clock that decides whether a certificate is valid; by default the system's. */
  public MerchantBuilder clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Sets the WeChat Pay public key from a PEM file, {@code pub_key.pem}, with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id has any other form, the file cannot be read, or it
   *     is not a public key, RSA of at least 2048 bits or SM2
   */
  public MerchantBuilder wechatPayPublicKey(String publicKeyId, Path pemFile) {
    return wechatPayPublicKey(publicKeyId, KeyMaterial.of(pemFile));
  }

  /**
   * Sets the WeChat Pay public key from PEM text, with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id has any other form, or the text is not a public key,
   *     RSA of at least 2048 bits or SM2
   */
  public MerchantBuilder wechatPayPublicKeyPem(String publicKeyId, String pem) {
    return wechatPayPublicKey(publicKeyId, KeyMaterial.of(pem));
  }

  /**
   * Sets the WeChat Pay public key from PEM, with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id has any other form, or the material is not a public
   *     key, RSA of at least 2048 bits or SM2
   */
  public MerchantBuilder wechatPayPublicKey(String publicKeyId, KeyMaterial pem) {
    return wechatPayPublicKey(publicKeyId, KeyReader.publicKey(pem));
  }

  /**
   * Sets the WeChat Pay public key with its id.
   *
   * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
   * @throws IllegalArgumentException if the id has any other form, or the key is neither RSA of at
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
   * Adds a platform certificate of WeChat Pay from a PEM file. Call it once for each file.
   *
   * @throws IllegalArgumentException if the file cannot be read, or has no certificate
   */
  public MerchantBuilder platformCertificate(Path pemFile) {
    return platformCertificate(KeyMaterial.of(pemFile));
  }

  /**
   * Adds all platform certificates of WeChat Pay in a PEM text. It can be called several times. An
   * expired certificate is accepted here, but verifies nothing.
   *
   * @throws IllegalArgumentException if the material has no certificate
   */
  public MerchantBuilder platformCertificate(KeyMaterial pem) {
    for (X509Certificate certificate : KeyReader.platformCertificates(pem)) {
      verificationKeys.add(VerificationKey.ofCertificate(certificate));
    }
    return this;
  }

  /**
   * Sets the APIv3 key, which has 32 characters. With it, the client downloads platform
   * certificates when they are needed, and again while they are in use.
   *
   * @throws IllegalArgumentException if it is not exactly 32 bytes long; the message does not show
   *     it
   * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013070756">what a merchant has to
   *     prepare</a>
   */
  public MerchantBuilder apiV3Key(String apiV3Key) {
    this.apiV3Key = new ApiV3Key(apiV3Key);
    return this;
  }

  /**
   * Lets a certificate in the first download of platform certificates verify that download,
   * although there is a WeChat Pay public key. Use it during the migration from certificates to the
   * public key, until the merchant portal lets WeChat Pay sign with that key. By default a known
   * key must have signed the download. With this setting, an attacker on the network who stole the
   * APIv3 key can insert a certificate before the first download.
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
   * Returns the merchant. The builder can be used again, with new values.
   *
   * @throws IllegalStateException if a value is missing: the message names it
   * @throws IllegalArgumentException if a PKCS#12 file cannot be opened, if the private key does
   *     not belong to the certificate, if the serial does not match the certificate, if the
   *     certificate is not valid now, if a key of WeChat Pay is the merchant's own, if one key is
   *     RSA and the other SM2, or if the mchid or the serial is the APIv3 key
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

  /** An APIv3 key may have the form of a serial or mchid, and would be sent and logged as one. */
  private void refuseApiV3KeyAs(String name, @Nullable String value) {
    if (apiV3Key != null && value != null && apiV3Key.is(value)) {
      throw new IllegalArgumentException(
          "The "
              + name
              + " is set to the APIv3 key: copy the right value from the merchant portal");
    }
  }

  private void requireVerificationKeys(Merchant merchant, PrivateKey signing) {
    if (verificationKeys.isEmpty() && apiV3Key == null) {
      throw new IllegalStateException(
          "A merchant needs wechatPayPublicKey(...), platformCertificate(...) or apiV3Key(...)");
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
                + ": both must be RSA or both SM2");
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
