package io.github.wechatpayfeign.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.StringUtils;

/**
 * The properties of one merchant: the only or the primary one has them under {@code wechatpay}, any
 * other one under {@code wechatpay.merchants.<name>}. URLs and time limits under {@code wechatpay}
 * apply to all merchants, those under a name only to that merchant. The texts below are what an IDE
 * shows for each property.
 *
 * @param mchid Merchant number, 1 to 32 letters, digits, _ or -. In YAML, put it in quotes.
 * @param merchantSerial Serial of the merchant API certificate, up to 40 hexadecimal digits. In
 *     YAML, put it in quotes. Not needed with a certificate, a PKCS#12 file or an SSL bundle.
 * @param privateKey Private key of the merchant, apiclient_key.pem: a location such as
 *     file:/etc/wechatpay/apiclient_key.pem, or the PEM text itself.
 * @param privateKeyPassphrase Passphrase of an encrypted private key.
 * @param certificate Merchant API certificate, apiclient_cert.pem: a location or the PEM text
 *     itself. Replaces the serial, and is checked against the private key.
 * @param pkcs12 Location of a PKCS#12 file, apiclient_cert.p12, instead of the private key and the
 *     serial; base64: followed by its bytes in Base64 is a location too.
 * @param pkcs12Password Password of the PKCS#12 file. By default the merchant number.
 * @param sslBundle Name of an SSL bundle whose key store contains the private key and the merchant
 *     API certificate, instead of both. New keys of the bundle are used at once.
 * @param publicKey WeChat Pay public key, pub_key.pem: a location or the PEM text itself.
 * @param publicKeyId Id of the WeChat Pay public key, PUB_KEY_ID_ and digits.
 * @param platformCertificates Platform certificates of WeChat Pay: locations or PEM texts.
 * @param apiV3Key APIv3 key, 32 characters, with which platform certificates are downloaded. In
 *     YAML, put it in quotes.
 * @param allowExpiredCertificate Whether a merchant API certificate that is not valid now is
 *     accepted.
 * @param baseUrl Where requests go. By default https://api.mch.weixin.qq.com, with
 *     https://api2.mch.weixin.qq.com as its backup.
 * @param backupBaseUrl Where requests go if no connection to the base URL can be made. A base URL
 *     of your own has no backup by default.
 * @param failover Whether the backup is used. By default it is.
 * @param connectTimeout How long connecting may take; a number without a unit is seconds. By
 *     default 3 s.
 * @param readTimeout How long the gateway may be silent; a number without a unit is seconds. By
 *     default 10 s.
 * @param writeTimeout How long sending a part of a request may take; a number without a unit is
 *     seconds. By default 10 s.
 * @param deadline How long a whole call may take, with all its attempts and pauses; a number
 *     without a unit is seconds. By default 20 s.
 * @param guards Names of CallGuard beans that guard the calls of this merchant. Beans that no
 *     merchant names guard the calls of all merchants.
 */
@ConfigurationProperties("wechatpay")
record MerchantProperties(
    @Nullable String mchid,
    @Nullable String merchantSerial,
    @Nullable String privateKey,
    @Nullable String privateKeyPassphrase,
    @Nullable String certificate,
    @Nullable String pkcs12,
    @Nullable String pkcs12Password,
    @Nullable String sslBundle,
    @Nullable String publicKeyId,
    @Nullable String publicKey,
    @DefaultValue List<String> platformCertificates,
    @Nullable String apiV3Key,
    @DefaultValue("false") boolean allowExpiredCertificate,
    @Nullable String baseUrl,
    @Nullable String backupBaseUrl,
    @Nullable Boolean failover,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration connectTimeout,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration readTimeout,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration writeTimeout,
    @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration deadline,
    @DefaultValue List<String> guards) {

  static final MerchantProperties NONE =
      new MerchantProperties(
          null, null, null, null, null, null, null, null, null, null, List.of(), null, false, null,
          null, null, null, null, null, null, List.of());

  /** Treats blank values as missing, because a placeholder with an empty default becomes one. */
  MerchantProperties {
    mchid = textOrNull(mchid);
    merchantSerial = textOrNull(merchantSerial);
    privateKey = textOrNull(privateKey);
    privateKeyPassphrase = textOrNull(privateKeyPassphrase);
    certificate = textOrNull(certificate);
    pkcs12 = textOrNull(pkcs12);
    pkcs12Password = textOrNull(pkcs12Password);
    sslBundle = textOrNull(sslBundle);
    publicKeyId = textOrNull(publicKeyId);
    publicKey = textOrNull(publicKey);
    platformCertificates = platformCertificates.stream().filter(StringUtils::hasText).toList();
    apiV3Key = textOrNull(apiV3Key);
    baseUrl = textOrNull(baseUrl);
    backupBaseUrl = textOrNull(backupBaseUrl);
    guards = guards.stream().filter(StringUtils::hasText).toList();
  }

  private static @Nullable String textOrNull(@Nullable String value) {
    return StringUtils.hasText(value) ? value : null;
  }

  /** Returns whether neither the merchant's number nor any of its keys is set. */
  boolean isEmpty() {
    return Arrays.stream(MerchantProperty.values()).noneMatch(property -> property.isSetIn(this));
  }

  /** Returns the URLs and time limits that are set here. */
  HttpProperties http() {
    return new HttpProperties(
        baseUrl, backupBaseUrl, failover, connectTimeout, readTimeout, writeTimeout, deadline);
  }

  /** Shows no key, no passphrase, and no location. */
  @Override
  public String toString() {
    return "MerchantProperties[mchid=" + mchid + "]";
  }
}
