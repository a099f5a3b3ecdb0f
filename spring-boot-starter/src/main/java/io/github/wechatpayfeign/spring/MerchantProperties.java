package io.github.wechatpayfeign.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The properties of one merchant: of the only or the primary one under {@code wechatpay}, of any
 * other one under {@code wechatpay.merchants.<name>}.
 *
 * @param mchid Merchant number, 1 to 32 letters or digits. In YAML, put it in quotes.
 * @param merchantSerial Serial of the merchant API certificate, up to 40 hexadecimal digits. In
 *     YAML, put it in quotes. Not needed where a certificate, a PKCS#12 file or an SSL bundle is
 *     given.
 * @param privateKey Private key of the merchant, apiclient_key.pem: a location such as
 *     file:/etc/wechatpay/apiclient_key.pem, or the PEM text itself.
 * @param privateKeyPassphrase Passphrase of the private key, where it is encrypted.
 * @param certificate Merchant API certificate, apiclient_cert.pem: a location or the PEM text
 *     itself. Takes the place of the serial, and is checked against the private key.
 * @param pkcs12 Location of a PKCS#12 file, apiclient_cert.p12, in place of the private key and the
 *     serial; base64: and its bytes in Base64 is a location too.
 * @param pkcs12Password Password of the PKCS#12 file. By default the merchant number.
 * @param sslBundle Name of an SSL bundle whose key store holds the private key and the merchant API
 *     certificate, in place of both. New keys of the bundle are used at once.
 * @param publicKeyId Id of the WeChat Pay public key, PUB_KEY_ID_ and digits.
 * @param publicKey WeChat Pay public key, pub_key.pem: a location or the PEM text itself.
 * @param platformCertificates Platform certificates of WeChat Pay: locations or PEM texts.
 * @param apiV3Key APIv3 key, 32 characters, with which platform certificates are downloaded.
 * @param allowExpiredCertificate Whether a merchant API certificate is taken that is not valid now.
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
    @DefaultValue("false") boolean allowExpiredCertificate) {

  private static final MerchantProperties NONE =
      new MerchantProperties(
          null, null, null, null, null, null, null, null, null, null, List.of(), null, false);

  /** Takes blank for missing, since a placeholder without a value becomes that. */
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
  }

  private static @Nullable String textOrNull(@Nullable String value) {
    return StringUtils.hasText(value) ? value : null;
  }

  /** Returns whether not one of them is set. */
  boolean isEmpty() {
    return equals(NONE);
  }

  /** Shows no key, no passphrase, and no location. */
  @Override
  public String toString() {
    return "MerchantProperties[mchid=" + mchid + "]";
  }
}
