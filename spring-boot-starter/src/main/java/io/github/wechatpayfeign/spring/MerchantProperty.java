package io.github.wechatpayfeign.spring;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The properties of a merchant, each with a text that says what to set it to. Messages about wrong
 * or missing properties are made from these texts, so that each of them ends with something to do.
 */
enum MerchantProperty {
  MCHID("mchid", MerchantProperties::mchid, "your merchant number, such as \"1900000109\""),
  MERCHANT_SERIAL(
      "merchant-serial",
      MerchantProperties::merchantSerial,
      "the serial of the merchant API certificate, in quotes in YAML, as the merchant portal and"
          + " \"openssl x509 -in apiclient_cert.pem -noout -serial\" show it"),
  PRIVATE_KEY(
      "private-key",
      MerchantProperties::privateKey,
      "the location of apiclient_key.pem, such as file:/etc/wechatpay/apiclient_key.pem, or its PEM"
          + " text with -----BEGIN PRIVATE KEY-----; an encrypted key also needs"
          + " private-key-passphrase"),
  PRIVATE_KEY_PASSPHRASE(
      "private-key-passphrase",
      MerchantProperties::privateKeyPassphrase,
      "the passphrase of the private key"),
  CERTIFICATE(
      "certificate",
      MerchantProperties::certificate,
      "the location of apiclient_cert.pem, such as file:/etc/wechatpay/apiclient_cert.pem, or its"
          + " PEM text"),
  PKCS12(
      "pkcs12",
      MerchantProperties::pkcs12,
      "the location of apiclient_cert.p12, such as file:/etc/wechatpay/apiclient_cert.p12; its"
          + " password, unless it is the mchid, to pkcs12-password"),
  PKCS12_PASSWORD(
      "pkcs12-password", MerchantProperties::pkcs12Password, "the password of the PKCS#12 file"),
  SSL_BUNDLE(
      "ssl-bundle",
      MerchantProperties::sslBundle,
      "the name of a bundle under spring.ssl.bundle whose key store contains the merchant's private"
          + " key and its certificate"),
  PUBLIC_KEY_ID(
      "public-key-id",
      MerchantProperties::publicKeyId,
      "the id that the merchant portal shows, PUB_KEY_ID_..."),
  PUBLIC_KEY(
      "public-key",
      MerchantProperties::publicKey,
      "the location of WeChat Pay's pub_key.pem, such as file:/etc/wechatpay/pub_key.pem, or its PEM"
          + " text with -----BEGIN PUBLIC KEY-----"),
  PLATFORM_CERTIFICATES(
      "platform-certificates",
      MerchantProperties::platformCertificates,
      "the locations of WeChat Pay's platform certificates, such as"
          + " file:/etc/wechatpay/wechatpay_1.pem"),
  API_V3_KEY(
      "api-v3-key",
      MerchantProperties::apiV3Key,
      "the 32 characters that were set in the merchant portal, API security, in quotes in YAML:"
          + " without quotes, YAML reads digits as a number, and after a leading 0 as an octal one");

  private final String key;

  /** A method reference without state, which Error Prone cannot know. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<MerchantProperties, ?> accessor;

  private final String value;

  MerchantProperty(String key, Function<MerchantProperties, ?> accessor, String value) {
    this.key = key;
    this.accessor = accessor;
    this.value = value;
  }

  boolean isSetIn(MerchantProperties properties) {
    return !valuesIn(properties).isEmpty();
  }

  /** Returns the whole name of the property. */
  String name(String prefix) {
    return prefix + "." + key;
  }

  /** Returns whether a property of a merchant has this name, with or without dashes. */
  static boolean isOne(String key) {
    return Arrays.stream(values())
        .anyMatch(property -> property.key.replace("-", "").equals(key.replace("-", "")));
  }

  /** Returns the values of the property: none or one, or several for a list. */
  List<String> valuesIn(MerchantProperties properties) {
    Object found = accessor.apply(properties);
    if (found instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return found == null ? List.of() : List.of(found.toString());
  }

  static String names(String prefix, MerchantProperty... properties) {
    return Arrays.stream(properties)
        .map(property -> property.name(prefix))
        .collect(Collectors.joining(", "));
  }

  /** Returns what to set the properties to, as a sentence without its full stop. */
  static String remedy(String prefix, MerchantProperty... properties) {
    return Arrays.stream(properties)
        .map(property -> property.name(prefix) + " to " + property.value)
        .collect(Collectors.joining("; and ", "Set ", ""));
  }
}
