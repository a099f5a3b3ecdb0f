package io.github.wechatpayfeign.spring;

import static io.github.wechatpayfeign.spring.MerchantProperty.API_V3_KEY;
import static io.github.wechatpayfeign.spring.MerchantProperty.CERTIFICATE;
import static io.github.wechatpayfeign.spring.MerchantProperty.MCHID;
import static io.github.wechatpayfeign.spring.MerchantProperty.MERCHANT_SERIAL;
import static io.github.wechatpayfeign.spring.MerchantProperty.PKCS12;
import static io.github.wechatpayfeign.spring.MerchantProperty.PKCS12_PASSWORD;
import static io.github.wechatpayfeign.spring.MerchantProperty.PLATFORM_CERTIFICATES;
import static io.github.wechatpayfeign.spring.MerchantProperty.PRIVATE_KEY;
import static io.github.wechatpayfeign.spring.MerchantProperty.PRIVATE_KEY_PASSPHRASE;
import static io.github.wechatpayfeign.spring.MerchantProperty.PUBLIC_KEY;
import static io.github.wechatpayfeign.spring.MerchantProperty.PUBLIC_KEY_ID;
import static io.github.wechatpayfeign.spring.MerchantProperty.SSL_BUNDLE;

import java.util.List;
import java.util.stream.Stream;

/**
 * Checks which properties of a merchant require or exclude each other, before any key is read. So a
 * message names the properties and not a Java method of the builder.
 */
final class MerchantCompleteness {

  private final String prefix;
  private final MerchantProperties properties;

  MerchantCompleteness(String prefix, MerchantProperties properties) {
    this.prefix = prefix;
    this.properties = properties;
  }

  /**
   * Checks that the properties are complete and do not contradict each other.
   *
   * @throws WrongPropertyException if a required one is missing, or two exclude each other
   */
  void check() {
    if (properties.isEmpty()) {
      throw new WrongPropertyException(
          MCHID.name(prefix),
          Phrase.of("No merchant is configured"),
          Phrase.of(
              "{0}; in a test, annotate it with @WithWechatPaySimulator; if WeChat Pay is not used,"
                  + " set wechatpay.enabled to false",
              MerchantProperty.remedy(
                  prefix, MCHID, MERCHANT_SERIAL, PRIVATE_KEY, PUBLIC_KEY_ID, PUBLIC_KEY)));
    }
    checkPlaceholders();
    require(MCHID);
    checkSigning();
    checkVerifying();
    requireWith(PRIVATE_KEY_PASSPHRASE, PRIVATE_KEY);
    requireWith(PKCS12_PASSWORD, PKCS12);
  }

  /** Comes first: a placeholder without a value would otherwise be reported as a wrong value. */
  private void checkPlaceholders() {
    for (MerchantProperty property : MerchantProperty.values()) {
      for (String value : property.valuesIn(properties)) {
        if (property == PRIVATE_KEY_PASSPHRASE || property == PKCS12_PASSWORD) {
          Placeholders.requireIsNone(property.name(prefix), value);
        } else {
          Placeholders.requireNone(property.name(prefix), value);
        }
      }
    }
  }

  /** Exactly one source of the private key; which certificate or serial it needs depends on it. */
  private void checkSigning() {
    List<MerchantProperty> keys =
        Stream.of(PRIVATE_KEY, PKCS12, SSL_BUNDLE).filter(this::isSet).toList();
    if (keys.size() > 1) {
      throw new WrongPropertyException(
          MerchantProperty.names(prefix, keys.toArray(MerchantProperty[]::new)),
          Phrase.of("Each of them sets a private key"),
          Phrase.of("Keep one of them"));
    }
    if (keys.isEmpty()) {
      throw missing(PRIVATE_KEY);
    }
    if (!isSet(PRIVATE_KEY)) {
      exclude(CERTIFICATE, keys.get(0));
    } else if (!isSet(CERTIFICATE)) {
      require(MERCHANT_SERIAL);
    }
  }

  /** At least one way to verify answers: a public key, certificates, or a key to download them. */
  private void checkVerifying() {
    requireWith(PUBLIC_KEY_ID, PUBLIC_KEY);
    requireWith(PUBLIC_KEY, PUBLIC_KEY_ID);
    if (!isSet(PUBLIC_KEY) && !isSet(PLATFORM_CERTIFICATES) && !isSet(API_V3_KEY)) {
      throw new WrongPropertyException(
          PUBLIC_KEY.name(prefix),
          Phrase.of("No key is set to verify answers with"),
          Phrase.of(
              "{0}; or, for a merchant with platform certificates, set {1} or {2}",
              MerchantProperty.remedy(prefix, PUBLIC_KEY_ID, PUBLIC_KEY),
              API_V3_KEY.name(prefix),
              PLATFORM_CERTIFICATES.name(prefix)));
    }
  }

  private void require(MerchantProperty needed) {
    if (!isSet(needed)) {
      throw missing(needed);
    }
  }

  private void requireWith(MerchantProperty given, MerchantProperty needed) {
    if (isSet(given)) {
      require(needed);
    }
  }

  private void exclude(MerchantProperty unwanted, MerchantProperty given) {
    if (isSet(unwanted)) {
      throw new WrongPropertyException(
          unwanted.name(prefix),
          Phrase.of("{0} contains a certificate, too", given.name(prefix)),
          Phrase.of("Remove {0}", unwanted.name(prefix)));
    }
  }

  private WrongPropertyException missing(MerchantProperty needed) {
    return new WrongPropertyException(
        needed.name(prefix), Phrase.of("It is missing"), MerchantProperty.remedy(prefix, needed));
  }

  private boolean isSet(MerchantProperty property) {
    return property.isSetIn(properties);
  }
}
