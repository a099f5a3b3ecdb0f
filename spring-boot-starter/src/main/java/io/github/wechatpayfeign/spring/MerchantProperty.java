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
  MCHID(
      "mchid",
      MerchantProperties::mchid,
      Phrase.of("your merchant number, such as \"1900000109\"")),
  MERCHANT_SERIAL(
      "merchant-serial",
      MerchantProperties::merchantSerial,
      Phrase.of(
          "the serial of the merchant API certificate, in quotes in YAML, as the merchant portal and"
              + " \"openssl x509 -in apiclient_cert.pem -noout -serial\" show it")),
  PRIVATE_KEY(
      "private-key",
      MerchantProperties::privateKey,
      Phrase.of(
          "the location of apiclient_key.pem, such as file:/etc/wechatpay/apiclient_key.pem, or its PEM"
              + " text with -----BEGIN PRIVATE KEY-----; an encrypted key also needs"
              + " private-key-passphrase")),
  PRIVATE_KEY_PASSPHRASE(
      "private-key-passphrase",
      MerchantProperties::privateKeyPassphrase,
      Phrase.of("the passphrase of the private key")),
  CERTIFICATE(
      "certificate",
      MerchantProperties::certificate,
      Phrase.of(
          "the location of apiclient_cert.pem, such as file:/etc/wechatpay/apiclient_cert.pem, or its"
              + " PEM text")),
  PKCS12(
      "pkcs12",
      MerchantProperties::pkcs12,
      Phrase.of(
          "the location of apiclient_cert.p12, such as file:/etc/wechatpay/apiclient_cert.p12; its"
              + " password, unless it is the mchid, to pkcs12-password")),
  PKCS12_PASSWORD(
      "pkcs12-password",
      MerchantProperties::pkcs12Password,
      Phrase.of("the password of the PKCS#12 file")),
  SSL_BUNDLE(
      "ssl-bundle",
      MerchantProperties::sslBundle,
      Phrase.of(
          "the name of a bundle under spring.ssl.bundle whose key store contains the merchant's private"
              + " key and its certificate")),
  PUBLIC_KEY_ID(
      "public-key-id",
      MerchantProperties::publicKeyId,
      Phrase.of("the id that the merchant portal shows, PUB_KEY_ID_...")),
  PUBLIC_KEY(
      "public-key",
      MerchantProperties::publicKey,
      Phrase.of(
          "the location of WeChat Pay's pub_key.pem, such as file:/etc/wechatpay/pub_key.pem, or its PEM"
              + " text with -----BEGIN PUBLIC KEY-----")),
  PLATFORM_CERTIFICATES(
      "platform-certificates",
      MerchantProperties::platformCertificates,
      Phrase.of(
          "the locations of WeChat Pay's platform certificates, such as"
              + " file:/etc/wechatpay/wechatpay_1.pem")),
  API_V3_KEY(
      "api-v3-key",
      MerchantProperties::apiV3Key,
      Phrase.of(
          "the 32 characters that were set in the merchant portal, API security, in quotes in YAML:"
              + " without quotes, YAML reads digits as a number, and after a leading 0 as an octal one"));

  private final String key;

  /** A method reference without state, which Error Prone cannot know. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<MerchantProperties, ?> accessor;

  /** A phrase never changes, which Error Prone cannot know. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Phrase value;

  MerchantProperty(String key, Function<MerchantProperties, ?> accessor, Phrase value) {
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
  static Phrase remedy(String prefix, MerchantProperty... properties) {
    return Arrays.stream(properties)
        .map(property -> Phrase.of("{0} to {1}", property.name(prefix), property.value))
        .reduce((first, next) -> Phrase.of("{0}; and {1}", first, next))
        .map(all -> Phrase.of("Set {0}", all))
        .orElseThrow();
  }
}
