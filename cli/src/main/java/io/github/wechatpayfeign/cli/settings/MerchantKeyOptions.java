package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options about the merchant's own number, key and certificate. */
final class MerchantKeyOptions {

  private static final String MCHID = "--mchid";
  private static final String MERCHANT_SERIAL = "--merchant-serial";
  private static final String PRIVATE_KEY = "--private-key";
  private static final String CERTIFICATE = "--certificate";
  private static final String P12 = "--p12";
  private static final String SCHEME = "--scheme";

  /** Has the length of an APIv3 key, which a builder requires; nothing is ever opened with it. */
  private static final String ANY_API_V3_KEY = "0".repeat(32);

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
          "The merchant's private key, apiclient_key.pem: PKCS#8 or PKCS#1, plain or encrypted;"
              + " the variable may hold the PEM text itself (WECHATPAY_PRIVATE_KEY).")
  private @Nullable String privateKey;

  @ArgGroup(exclusive = false, validate = false)
  private PassphraseOptions passphrase = new PassphraseOptions();

  @Option(
      names = CERTIFICATE,
      paramLabel = "FILE",
      description =
          "The merchant API certificate, apiclient_cert.pem, instead of its serial; the variable"
              + " may hold the PEM text itself (WECHATPAY_CERTIFICATE).")
  private @Nullable String certificate;

  @Option(
      names = P12,
      paramLabel = "FILE",
      description =
          "Key and certificate in one file, apiclient_cert.p12, instead of both; its passphrase is"
              + " the mchid unless it was changed (WECHATPAY_P12).")
  private @Nullable String p12;

  @Option(
      names = SCHEME,
      paramLabel = "rsa|sm2",
      description =
          "Refuses keys of the other scheme; by default the key decides (WECHATPAY_SCHEME).")
  private @Nullable SchemeName scheme;

  /** Adds the names of the missing options, so that one message names all of them. */
  void addMissing(List<String> missing) {
    addMissing(missing, MCHID, mchid);
    if (p12 == null) {
      if (certificate == null) {
        addMissing(missing, MERCHANT_SERIAL, merchantSerial);
      }
      addMissing(missing, PRIVATE_KEY, privateKey);
    }
  }

  static void addMissing(List<String> missing, String option, @Nullable String value) {
    if (value == null) {
      missing.add(VariableDefaults.namesOf(option));
    }
  }

  /** Builds the merchant; call it only if nothing is {@linkplain #addMissing missing}. */
  Merchant build(WechatPayKeyOptions wechatPay, ProcessContext context) {
    MerchantBuilder builder = Merchant.builder();
    if (mchid != null) {
      builder.mchid(TextSettings.text(MCHID, mchid));
    }
    if (merchantSerial != null) {
      builder.merchantSerial(TextSettings.text(MERCHANT_SERIAL, merchantSerial));
    }
    if (p12 != null) {
      refuseBesideP12();
      builder.pkcs12(pkcs12(p12, context));
    } else if (privateKey != null) {
      builder.privateKey(privateKey(privateKey, context));
    }
    if (certificate != null && p12 == null) {
      builder.certificate(KeyArguments.read(certificate));
    }
    wechatPay.addTo(builder);
    return ofScheme(builder.build());
  }

  /** Two sources of one key could differ, and it would be unclear which one signs. */
  private void refuseBesideP12() {
    if (privateKey != null || certificate != null) {
      throw new IllegalArgumentException(
          Words.of(
              "{0} replaces {1} and {2}: give one or the other", P12, PRIVATE_KEY, CERTIFICATE));
    }
  }

  /** Returns the private key, with the given or typed passphrase if it is encrypted. */
  KeyMaterial privateKey(String text, ProcessContext context) {
    KeyMaterial key = KeyArguments.read(text);
    KeyMaterial opened = passphrase.openedBySetting(key);
    if (opened != null) {
      return opened;
    }
    return key.isEncryptedPem()
        ? PassphraseOptions.openedByPrompt(key, KeyArguments.shown(text), context)
        : key;
  }

  /** Returns the PKCS#12 file, and asks for its passphrase only if the mchid does not open it. */
  KeyMaterial pkcs12(String text, ProcessContext context) {
    KeyMaterial file = KeyArguments.read(text);
    KeyMaterial opened = passphrase.openedBySetting(file);
    if (opened != null) {
      return opened;
    }
    return KeyArguments.isBinaryFile(text) && !opensWithMchid(file)
        ? PassphraseOptions.openedByPrompt(file, KeyArguments.shown(text), context)
        : file;
  }

  /** Opens the file on trial: a wrong passphrase shows only then. */
  private boolean opensWithMchid(KeyMaterial file) {
    try {
      Merchant.builder()
          .mchid(mchid == null ? "0" : mchid)
          .pkcs12(file)
          .allowExpiredCertificate()
          .apiV3Key(ANY_API_V3_KEY)
          .build();
      return true;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  /** A key chooses its scheme by itself; the option only catches a key of the wrong kind. */
  private Merchant ofScheme(Merchant merchant) {
    if (scheme != null && !scheme.is(merchant.scheme())) {
      throw new IllegalArgumentException(
          Words.of(
              "{0} is {1}, but the scheme of the private key is {2}",
              SCHEME, scheme, merchant.scheme().name().toLowerCase(Locale.ROOT)));
    }
    return merchant;
  }
}
