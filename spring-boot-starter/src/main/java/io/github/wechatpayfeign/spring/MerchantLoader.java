package io.github.wechatpayfeign.spring;

import static io.github.wechatpayfeign.spring.MerchantProperty.API_V3_KEY;
import static io.github.wechatpayfeign.spring.MerchantProperty.CERTIFICATE;
import static io.github.wechatpayfeign.spring.MerchantProperty.MCHID;
import static io.github.wechatpayfeign.spring.MerchantProperty.MERCHANT_SERIAL;
import static io.github.wechatpayfeign.spring.MerchantProperty.PKCS12;
import static io.github.wechatpayfeign.spring.MerchantProperty.PLATFORM_CERTIFICATES;
import static io.github.wechatpayfeign.spring.MerchantProperty.PRIVATE_KEY;
import static io.github.wechatpayfeign.spring.MerchantProperty.PUBLIC_KEY;
import static io.github.wechatpayfeign.spring.MerchantProperty.PUBLIC_KEY_ID;
import static io.github.wechatpayfeign.spring.MerchantProperty.SSL_BUNDLE;

import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * Builds a merchant from its properties. Each call of {@link #load} reads the files and the bundle
 * again, so it also serves for new keys. Every mistake becomes a {@link WrongPropertyException}
 * that names the property.
 */
final class MerchantLoader {

  private final String prefix;
  private final MerchantProperties properties;
  private final Function<String, SslBundle> bundles;
  private final KeyLocations keys = new KeyLocations();

  /**
   * Creates a loader.
   *
   * @param prefix the prefix of the properties, such as {@code wechatpay}
   * @param properties the properties; some may be missing
   * @param bundles finds an SSL bundle by its name; called only if the properties name one
   * @throws WrongPropertyException if a required one is missing, or two exclude each other
   */
  MerchantLoader(
      String prefix, MerchantProperties properties, Function<String, SslBundle> bundles) {
    this.prefix = prefix;
    this.properties = properties;
    this.bundles = bundles;
    new MerchantCompleteness(prefix, properties).check();
  }

  /**
   * Reads all keys and builds the merchant.
   *
   * @throws WrongPropertyException if a value is wrong, or two do not belong together
   */
  Merchant load() {
    MerchantBuilder merchant = Merchant.builder();
    set(properties.mchid(), merchant::mchid, MCHID);
    set(properties.merchantSerial(), merchant::merchantSerial, MERCHANT_SERIAL);
    set(
        properties.privateKey(),
        text -> merchant.privateKey(material(text, properties.privateKeyPassphrase())),
        PRIVATE_KEY);
    set(properties.certificate(), text -> merchant.certificate(keys.read(text)), CERTIFICATE);
    set(
        properties.pkcs12(),
        text -> merchant.pkcs12(material(text, properties.pkcs12Password())),
        PKCS12);
    set(
        properties.sslBundle(),
        name -> BundledKeys.of(bundles.apply(name)).giveTo(merchant),
        SSL_BUNDLE);
    setKeysOfWechatPay(merchant);
    if (properties.allowExpiredCertificate()) {
      merchant.allowExpiredCertificate();
    }
    return build(merchant);
  }

  private void setKeysOfWechatPay(MerchantBuilder merchant) {
    String id = properties.publicKeyId();
    if (id != null) {
      set(
          properties.publicKey(),
          text -> merchant.wechatPayPublicKey(id, keys.read(text)),
          PUBLIC_KEY_ID,
          PUBLIC_KEY);
    }
    for (String certificate : properties.platformCertificates()) {
      set(
          certificate,
          text -> merchant.platformCertificate(keys.read(text)),
          PLATFORM_CERTIFICATES);
    }
    set(properties.apiV3Key(), merchant::apiV3Key, API_V3_KEY);
  }

  private KeyMaterial material(String text, @Nullable String passphrase) {
    KeyMaterial material = keys.read(text);
    return passphrase == null ? material : material.withPassphrase(passphrase.toCharArray());
  }

  /** Sets one value. The setter of the builder checks it, so a mistake is known to be this one. */
  private void set(@Nullable String value, Setter setter, MerchantProperty... from) {
    if (value != null) {
      try {
        setter.set(value);
      } catch (IllegalArgumentException e) {
        throw wrong(e, from);
      }
    }
  }

  /** Builds the merchant. Single values are checked before, so a mistake is between two of them. */
  private Merchant build(MerchantBuilder merchant) {
    try {
      return merchant.build();
    } catch (IllegalArgumentException e) {
      throw wrong(
          e,
          Stream.of(MERCHANT_SERIAL, PRIVATE_KEY, CERTIFICATE, PKCS12, SSL_BUNDLE, PUBLIC_KEY)
              .filter(property -> property.isSetIn(properties))
              .toArray(MerchantProperty[]::new));
    }
  }

  private WrongPropertyException wrong(IllegalArgumentException e, MerchantProperty... from) {
    return new WrongPropertyException(
        MerchantProperty.names(prefix, from),
        Phrase.of("{0}", Objects.requireNonNullElse(e.getMessage(), e.toString())),
        MerchantProperty.remedy(prefix, from));
  }

  /** Returns the files that keys are read from. */
  static Path[] files(MerchantProperties properties) {
    KeyLocations keys = new KeyLocations();
    return Stream.concat(
            Stream.of(
                properties.privateKey(),
                properties.certificate(),
                properties.pkcs12(),
                properties.publicKey()),
            properties.platformCertificates().stream())
        .map(keys::file)
        .filter(Objects::nonNull)
        .toArray(Path[]::new);
  }

  /** A setter of the builder, whatever it returns. */
  private interface Setter {
    Object set(String value);
  }
}
