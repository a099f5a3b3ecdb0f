package io.github.wechatpayfeign.signing;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A merchant with all that its calls need: its number, the key that signs its requests, and the
 * WeChat Pay public key that verifies the answers. Immutable; {@link #toString()} shows no key.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013070756">what a merchant has to
 *     prepare</a>
 */
public final class Merchant {

  private final String mchid;
  private final String merchantSerial;
  private final PrivateKey privateKey;
  private final String publicKeyId;
  private final PublicKey publicKey;

  private Merchant(
      String mchid,
      String merchantSerial,
      PrivateKey privateKey,
      String publicKeyId,
      PublicKey publicKey) {
    this.mchid = mchid;
    this.merchantSerial = merchantSerial;
    this.privateKey = privateKey;
    this.publicKeyId = publicKeyId;
    this.publicKey = publicKey;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the merchant number. */
  public String mchid() {
    return mchid;
  }

  /** Returns the serial of the merchant API certificate, as it was given. */
  public String merchantSerial() {
    return merchantSerial;
  }

  /** Returns the id of the WeChat Pay public key, sent as {@code Wechatpay-Serial}. */
  public String publicKeyId() {
    return publicKeyId;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String toString() {
    return "Merchant[mchid="
        + mchid
        + ", merchantSerial="
        + merchantSerial
        + ", publicKeyId="
        + publicKeyId
        + "]";
  }

  /** Collects what a merchant has; every setter checks its value at once. */
  public static final class Builder {

    private static final Pattern MCHID = Pattern.compile("[0-9A-Za-z_-]{1,32}");
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Fa-f]{1,40}");
    private static final int LONGEST_QUOTE = 44;
    private static final Pattern PUBLIC_KEY_ID = Pattern.compile("PUB_KEY_ID_[0-9A-Za-z_-]{1,64}");

    private @Nullable String mchid;
    private @Nullable String merchantSerial;
    private @Nullable PrivateKey privateKey;
    private @Nullable X509Certificate certificate;
    private @Nullable KeyMaterial pkcs12;
    private boolean expiredCertificateAllowed;
    private Clock clock = Clock.systemUTC();
    private @Nullable String publicKeyId;
    private @Nullable PublicKey publicKey;

    private Builder() {}

    /**
     * Sets the merchant number, 1 to 32 letters, digits, {@code _} or {@code -}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder mchid(String mchid) {
      this.mchid = matching(MCHID, mchid, "mchid", "1 to 32 letters or digits");
      return this;
    }

    /**
     * Sets the serial of the merchant API certificate: up to 40 hexadecimal digits, as {@code
     * openssl x509 -in apiclient_cert.pem -noout -serial} and the merchant portal show it.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder merchantSerial(String merchantSerial) {
      this.merchantSerial =
          matching(
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
    public Builder privateKey(Path pemFile) {
      return privateKey(KeyMaterial.of(pemFile));
    }

    /**
     * Sets the merchant's private key from PEM text.
     *
     * @throws IllegalArgumentException as {@link #privateKey(KeyMaterial)} says
     */
    public Builder privateKeyPem(String pem) {
      return privateKey(KeyMaterial.of(pem));
    }

    /**
     * Sets the merchant's private key from PEM: PKCS#8 or PKCS#1, each plain or encrypted with the
     * material's passphrase.
     *
     * @throws IllegalArgumentException if it is anything else, if the passphrase is missing or
     *     wrong, or if the key is not RSA or is shorter than 2048 bits
     */
    public Builder privateKey(KeyMaterial pem) {
      return privateKey(KeyReader.privateKey(pem));
    }

    /**
     * Sets the merchant's private key.
     *
     * @throws IllegalArgumentException if it is not RSA or is shorter than 2048 bits
     */
    public Builder privateKey(PrivateKey privateKey) {
      this.privateKey = RsaKeys.checked(privateKey, "private key");
      return this;
    }

    /**
     * Sets the merchant API certificate from a PEM file, {@code apiclient_cert.pem}, in place of
     * its serial.
     *
     * @throws IllegalArgumentException if the file cannot be read, or holds no certificate
     */
    public Builder certificate(Path pemFile) {
      return certificate(KeyMaterial.of(pemFile));
    }

    /**
     * Sets the merchant API certificate from PEM, in place of its serial. {@link #build()} checks
     * that the private key belongs to it and that it is valid now.
     *
     * @throws IllegalArgumentException if it is no certificate
     */
    public Builder certificate(KeyMaterial pem) {
      this.certificate = KeyReader.certificate(pem);
      return this;
    }

    /**
     * Sets the private key and the merchant API certificate from a PKCS#12 file, {@code
     * apiclient_cert.p12}, in place of both. Its password is the mchid, unless the material has a
     * passphrase.
     */
    public Builder pkcs12(KeyMaterial file) {
      this.pkcs12 = Objects.requireNonNull(file, "file");
      return this;
    }

    /** Takes a certificate that is not valid now; WeChat Pay may refuse what it signs. */
    public Builder allowExpiredCertificate() {
      this.expiredCertificateAllowed = true;
      return this;
    }

    /** Sets the clock by which a certificate is valid or not; by default the system's. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the WeChat Pay public key from a PEM file, {@code pub_key.pem}, with its id.
     *
     * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
     * @throws IllegalArgumentException if the id is anything else, the file cannot be read, or it
     *     holds anything but one RSA public key of at least 2048 bits
     */
    public Builder wechatPayPublicKey(String publicKeyId, Path pemFile) {
      return wechatPayPublicKey(publicKeyId, KeyReader.publicKey(KeyMaterial.of(pemFile)));
    }

    /**
     * Sets the WeChat Pay public key from PEM text, with its id.
     *
     * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
     * @throws IllegalArgumentException if the id is anything else, or the text is anything but one
     *     RSA public key of at least 2048 bits
     */
    public Builder wechatPayPublicKeyPem(String publicKeyId, String pem) {
      return wechatPayPublicKey(publicKeyId, KeyReader.publicKey(KeyMaterial.of(pem)));
    }

    /**
     * Sets the WeChat Pay public key with its id.
     *
     * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
     * @throws IllegalArgumentException if the id is anything else, or the key is not RSA or is
     *     shorter than 2048 bits
     */
    public Builder wechatPayPublicKey(String publicKeyId, PublicKey publicKey) {
      this.publicKeyId =
          matching(
              PUBLIC_KEY_ID,
              publicKeyId,
              "WeChat Pay public key id",
              "PUB_KEY_ID_ and letters or digits, as the merchant portal shows it");
      this.publicKey = RsaKeys.checked(publicKey, "WeChat Pay public key");
      return this;
    }

    /**
     * Returns the merchant.
     *
     * @throws IllegalStateException if a value is missing: the message names it
     * @throws IllegalArgumentException if a PKCS#12 file cannot be opened, if the private key does
     *     not belong to the certificate, if the serial is another one than the certificate's, if
     *     the certificate is not valid now, or if the WeChat Pay public key is the merchant's own
     */
    public Merchant build() {
      String number = required(mchid, "mchid");
      openPkcs12(number);
      PrivateKey signing = required(privateKey, "privateKey");
      PublicKey verifying = required(publicKey, "wechatPayPublicKey");
      RsaKeys.requireDifferentPairs(signing, verifying);
      if (certificate != null) {
        useCertificate(certificate, signing);
      }
      return new Merchant(
          number,
          required(merchantSerial, "merchantSerial"),
          signing,
          required(publicKeyId, "wechatPayPublicKey"),
          verifying);
    }

    private void openPkcs12(String mchid) {
      if (pkcs12 != null) {
        char[] password = pkcs12.passphrase();
        EncryptedKeys.Pair pair =
            EncryptedKeys.pkcs12(pkcs12, password == null ? mchid.toCharArray() : password);
        privateKey(pair.privateKey());
        this.certificate = pair.certificate();
      }
    }

    private void useCertificate(X509Certificate certificate, PrivateKey signing) {
      String serial = CertificateSerial.of(certificate);
      RsaKeys.requirePair(signing, certificate.getPublicKey(), serial);
      if (merchantSerial != null && !merchantSerial.equalsIgnoreCase(serial)) {
        throw new IllegalArgumentException(
            "The serial " + merchantSerial + " is not that of the certificate, which is " + serial);
      }
      Instant now = clock.instant();
      if (!expiredCertificateAllowed
          && (now.isAfter(certificate.getNotAfter().toInstant())
              || now.isBefore(certificate.getNotBefore().toInstant()))) {
        throw new IllegalArgumentException(
            "The merchant API certificate with the serial "
                + serial
                + " is valid from "
                + certificate.getNotBefore().toInstant()
                + " to "
                + certificate.getNotAfter().toInstant()
                + ", but it is "
                + now
                + ": renew it in the merchant portal, or call allowExpiredCertificate()");
      }
      merchantSerial = serial;
    }

    private static String matching(Pattern rule, String value, String name, String expected) {
      if (value == null || !rule.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "The " + name + " must be " + expected + ", but is " + quoted(value));
      }
      return value;
    }

    /** A long value may be a key that was given by mistake: no more than its start is shown. */
    private static String quoted(@Nullable String value) {
      if (value == null) {
        return "null";
      }
      String visible = value.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
      return value.length() > LONGEST_QUOTE
          ? '"'
              + visible.substring(0, LONGEST_QUOTE)
              + "...\" with "
              + value.length()
              + " characters"
          : '"' + visible + '"';
    }

    private static <T> T required(@Nullable T value, String name) {
      return Objects.requireNonNullElseGet(
          value,
          () -> {
            throw new IllegalStateException("A merchant needs " + name + "(...)");
          });
    }
  }
}
