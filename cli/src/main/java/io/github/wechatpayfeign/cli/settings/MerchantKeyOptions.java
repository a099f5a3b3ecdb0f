package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.signing.KeyMaterial;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.signing.MerchantBuilder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about the merchant's own number, key and certificate. */
final class MerchantKeyOptions {

  private static final String MCHID = "--mchid";
  private static final String MERCHANT_SERIAL = "--merchant-serial";
  private static final String PRIVATE_KEY = "--private-key";
  private static final String PASSPHRASE = "--passphrase";
  private static final String CERTIFICATE = "--certificate";
  private static final String P12 = "--p12";
  private static final String SCHEME = "--scheme";

  @Option(
      names = MCHID,
      paramLabel = "NUMBER",
      description = "The merchant number (WECHATPAY_MCHID).")
  private @Nullable String mchid;

  @Option(
      names = MERCHANT_SERIAL,
      paramLabel = "HEX",
      description =
          "The serial of the merchant API certificate, in hexadecimal digits"
              + " (WECHATPAY_MERCHANT_SERIAL).")
  private @Nullable String merchantSerial;

  @Option(
      names = PRIVATE_KEY,
      paramLabel = "FILE",
      description =
          "The merchant's private key, apiclient_key.pem: PKCS#8 or PKCS#1, plain or encrypted"
              + " (WECHATPAY_PRIVATE_KEY).")
  private @Nullable String privateKey;

  @Option(
      names = PASSPHRASE,
      paramLabel = "TEXT",
      description =
          "The passphrase of an encrypted key or PKCS#12 file. The variable keeps it out of the"
              + " list of processes; without both it is asked for on a terminal"
              + " (WECHATPAY_PASSPHRASE).")
  private @Nullable String passphrase;

  @Option(
      names = CERTIFICATE,
      paramLabel = "FILE",
      description =
          "The merchant API certificate, apiclient_cert.pem, in place of its serial"
              + " (WECHATPAY_CERTIFICATE).")
  private @Nullable String certificate;

  @Option(
      names = P12,
      paramLabel = "FILE",
      description =
          "Key and certificate in one, apiclient_cert.p12, in place of both; its passphrase is the"
              + " mchid unless it was changed (WECHATPAY_P12).")
  private @Nullable String p12;

  @Option(
      names = SCHEME,
      paramLabel = "rsa|sm2",
      description =
          "Refuses keys of the other scheme; by default the key decides (WECHATPAY_SCHEME).")
  private @Nullable String scheme;

  /** Notes what is missing. */
  void require(Settings settings) {
    settings.require(MCHID, mchid);
    if (settings.find(P12, p12) == null) {
      if (settings.find(CERTIFICATE, certificate) == null) {
        settings.require(MERCHANT_SERIAL, merchantSerial);
      }
      settings.require(PRIVATE_KEY, privateKey);
    }
  }

  Merchant build(
      Settings settings,
      Function<String, char @Nullable []> terminal,
      WechatPayKeyOptions wechatPay) {
    MerchantBuilder builder = Merchant.builder().mchid(settings.require(MCHID, mchid));
    String serial = settings.find(MERCHANT_SERIAL, merchantSerial);
    if (serial != null) {
      builder.merchantSerial(serial);
    }
    String both = settings.find(P12, p12);
    if (both != null) {
      refuseBesideP12(settings);
      builder.pkcs12(keyFile(both, settings, terminal));
    } else {
      String key = settings.require(PRIVATE_KEY, privateKey);
      builder.privateKey(keyFile(key, settings, terminal));
    }
    String certified = settings.find(CERTIFICATE, certificate);
    if (certified != null && both == null) {
      builder.certificate(Path.of(certified));
    }
    wechatPay.addTo(builder, settings);
    return ofScheme(builder.build(), settings);
  }

  private void refuseBesideP12(Settings settings) {
    if (settings.find(PRIVATE_KEY, privateKey) != null
        || settings.find(CERTIFICATE, certificate) != null) {
      throw new IllegalArgumentException(
          P12
              + " takes the place of "
              + PRIVATE_KEY
              + " and "
              + CERTIFICATE
              + ": give one or the"
              + " other");
    }
  }

  /** Returns a file with the passphrase that opens it, where one is given or typed. */
  KeyMaterial keyFile(
      String file, Settings settings, Function<String, char @Nullable []> terminal) {
    KeyMaterial material = KeyMaterial.of(Path.of(file));
    String given = settings.find(PASSPHRASE, passphrase);
    if (given != null) {
      return material.withPassphrase(given.toCharArray());
    }
    if (!material.isEncryptedPem()) {
      return material;
    }
    char[] typed = terminal.apply("Passphrase of " + settings.find(PRIVATE_KEY, privateKey) + ": ");
    return typed == null ? material : material.withPassphrase(typed);
  }

  private Merchant ofScheme(Merchant merchant, Settings settings) {
    String wanted = settings.find(SCHEME, scheme);
    if (wanted == null) {
      return merchant;
    }
    String actual = merchant.scheme().name().toLowerCase(Locale.ROOT);
    if (!wanted.equals("rsa") && !wanted.equals("sm2")) {
      throw new IllegalArgumentException(SCHEME + " must be rsa or sm2, but is " + wanted);
    }
    if (!wanted.equals(actual)) {
      throw new IllegalArgumentException(
          SCHEME + " is " + wanted + ", but the private key is of " + actual);
    }
    return merchant;
  }
}
