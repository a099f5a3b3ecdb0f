package io.github.wechatpayfeign.signing;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
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
     * @throws IllegalArgumentException if the file cannot be read, or holds anything but one
     *     unencrypted RSA private key of at least 2048 bits
     */
    public Builder privateKey(Path pemFile) {
      return privateKey(PemKeys.readPrivateKey(pemFile));
    }

    /**
     * Sets the merchant's private key from PEM text.
     *
     * @throws IllegalArgumentException if it is anything but one unencrypted RSA private key of at
     *     least 2048 bits
     */
    public Builder privateKeyPem(String pem) {
      return privateKey(PemKeys.parsePrivateKey(pem));
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
     * Sets the WeChat Pay public key from a PEM file, {@code pub_key.pem}, with its id.
     *
     * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
     * @throws IllegalArgumentException if the id is anything else, the file cannot be read, or it
     *     holds anything but one RSA public key of at least 2048 bits
     */
    public Builder wechatPayPublicKey(String publicKeyId, Path pemFile) {
      return wechatPayPublicKey(publicKeyId, PemKeys.readPublicKey(pemFile));
    }

    /**
     * Sets the WeChat Pay public key from PEM text, with its id.
     *
     * @param publicKeyId the id that the merchant portal shows, {@code PUB_KEY_ID_...}
     * @throws IllegalArgumentException if the id is anything else, or the text is anything but one
     *     RSA public key of at least 2048 bits
     */
    public Builder wechatPayPublicKeyPem(String publicKeyId, String pem) {
      return wechatPayPublicKey(publicKeyId, PemKeys.parsePublicKey(pem));
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
     * @throws IllegalArgumentException if the WeChat Pay public key is the merchant's own
     */
    public Merchant build() {
      PrivateKey signing = required(privateKey, "privateKey");
      PublicKey verifying = required(publicKey, "wechatPayPublicKey");
      RsaKeys.requireDifferentPairs(signing, verifying);
      return new Merchant(
          required(mchid, "mchid"),
          required(merchantSerial, "merchantSerial"),
          signing,
          required(publicKeyId, "wechatPayPublicKey"),
          verifying);
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
      return value.length() > LONGEST_QUOTE
          ? '"' + value.substring(0, LONGEST_QUOTE) + "...\" with " + value.length() + " characters"
          : '"' + value + '"';
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
