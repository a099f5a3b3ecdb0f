package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.settings.KeyArguments;
import io.github.wechatpayfeign.cli.settings.MerchantOptions;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.function.Supplier;

/**
 * Checks the merchant's own number, key and certificate, each by itself. Each check builds a
 * merchant in which only the checked part is real, so that its message is about that part.
 */
final class MerchantChecks {

  private static final String PAIR = "key-fits-certificate";

  /** Stands for a value that a builder requires and that no check looks at. */
  private static final String PLACEHOLDER = "0";

  private final GivenSettings given;
  private final Findings findings;
  private final MerchantOptions options;
  private final ProcessContext context;

  MerchantChecks(
      GivenSettings given, Findings findings, MerchantOptions options, ProcessContext context) {
    this.given = given;
    this.findings = findings;
    this.options = options;
    this.context = context;
  }

  void run() {
    String mchid =
        given.requireForm(
            "mchid",
            "\\d{8,10}",
            Words.of("8 to 10 digits"),
            Words.of("copy it from the merchant portal"),
            findings);
    String p12 = given.find("p12");
    if (p12 == null) {
      keyAndCertificate();
    } else {
      certified(
          "p12",
          () ->
              placeholders(mchid == null ? PLACEHOLDER : mchid)
                  .pkcs12(options.pkcs12(p12, context)));
    }
  }

  /** Compares key and certificate only if each can be read: otherwise one mistake shows twice. */
  private void keyAndCertificate() {
    String key = given.require("private-key", findings);
    boolean keyIsGood = key != null && privateKey(key);
    String certificate = given.find("certificate");
    if (certificate == null) {
      serial();
      findings.skipped(
          PAIR, Words.of("no --certificate is given, so neither fit nor expiry can be checked"));
    } else if (certificate(certificate) && keyIsGood && key != null) {
      certified(
          PAIR,
          () ->
              placeholders(PLACEHOLDER)
                  .privateKey(options.privateKey(key, context))
                  .certificate(KeyArguments.read(certificate)));
    } else {
      findings.skipped(PAIR, Words.of("the key or the certificate cannot be read, see above"));
    }
  }

  private boolean privateKey(String text) {
    Supplier<Scheme> scheme =
        () ->
            placeholders(PLACEHOLDER)
                .merchantSerial(PLACEHOLDER)
                .privateKey(options.privateKey(text, context))
                .build()
                .scheme();
    return findings.checkSetting(
            "private-key",
            scheme,
            made -> made == Scheme.RSA ? Words.of("RSA of at least 2048 bits") : made.name(),
            isEncrypted(text)
                ? Words.of(
                    "give its passphrase with --passphrase-file, --passphrase or"
                        + " WECHATPAY_PASSPHRASE")
                : download())
        != null;
  }

  /** Decides which fix is shown: an encrypted key most likely lacks its passphrase. */
  private static boolean isEncrypted(String text) {
    try {
      return KeyArguments.read(text).isEncryptedPem();
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private boolean certificate(String text) {
    return findings.checkSetting(
            "certificate",
            () -> placeholders(PLACEHOLDER).certificate(KeyArguments.read(text)),
            made -> Words.of("can be read"),
            download())
        != null;
  }

  /**
   * Checks that a key and a certificate belong together, and then the serial and the expiry. An
   * expired certificate is allowed in the first step, so that the message is about the expiry.
   */
  private void certified(String check, Supplier<MerchantBuilder> pair) {
    KeyValidity certificate =
        findings.checkSetting(
            check,
            () -> pair.get().allowExpiredCertificate().build().keyValidity(),
            made -> Words.of("key and certificate belong together"),
            download());
    if (certificate == null) {
      findings.skipped(
          "certificate-expiry", Words.of("key and certificate do not belong together"));
      return;
    }
    String serial = given.find("merchant-serial");
    if (serial == null || serial.equalsIgnoreCase(certificate.serial())) {
      findings.ok("merchant-serial", certificate.serial());
    } else {
      findings.failure(
          "merchant-serial",
          Words.of(
              "{0} is not the serial of the certificate, which is {1}",
              serial, certificate.serial()),
          Words.of("leave out --merchant-serial, the certificate has it"));
    }
    new Expiry(findings, context.clock().instant())
        .check(
            "certificate-expiry",
            certificate,
            Words.of("renew it in the merchant portal, API security, API certificate"));
  }

  private static String download() {
    return Words.of(
        "use key and certificate as they were downloaded from the merchant portal, API security,"
            + " API certificate");
  }

  private void serial() {
    given.requireForm(
        "merchant-serial",
        "[0-9A-Fa-f]{40}",
        Words.of("40 hexadecimal digits"),
        Words.of("copy what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints"),
        findings);
  }

  /** Returns a builder that only lacks the checked part; its merchant never sends anything. */
  private static MerchantBuilder placeholders(String mchid) {
    return Merchant.builder().mchid(mchid).apiV3Key(PLACEHOLDER.repeat(32));
  }
}
