package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.settings.KeyTexts;
import io.github.wechatpayfeign.cli.settings.MerchantOptions;
import io.github.wechatpayfeign.merchant.KeyValidity;
import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import io.github.wechatpayfeign.merchant.Scheme;
import java.util.function.Supplier;

/** Checks the settings about the merchant's own number, key and certificate, each by itself. */
final class MerchantChecks {

  private static final String PORTAL = "the merchant portal, API security, API certificate";
  private static final String DOWNLOAD = "take key and certificate as they came from " + PORTAL;
  private static final String PASSPHRASE =
      "give its passphrase by --passphrase-file, --passphrase or WECHATPAY_PASSPHRASE";
  private static final String PAIR = "key-fits-certificate";
  private static final String ANY = "0";

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
            "mchid", "\\d{8,10}", "8 to 10 digits", "copy it from the merchant portal", findings);
    String p12 = given.find("p12");
    if (p12 == null) {
      keyAndCertificate();
    } else {
      certified(
          "p12", () -> withAny(mchid == null ? ANY : mchid).pkcs12(options.pkcs12(p12, context)));
    }
  }

  private void keyAndCertificate() {
    String key = given.require("private-key", findings);
    boolean keyIsGood = key != null && privateKey(key);
    String certificate = given.find("certificate");
    if (certificate == null) {
      serial();
      findings.skipped(PAIR, "no --certificate is given, so neither fit nor expiry can be told");
    } else if (certificate(certificate) && keyIsGood && key != null) {
      certified(
          PAIR,
          () ->
              withAny(ANY)
                  .privateKey(options.privateKey(key, context))
                  .certificate(KeyTexts.read(certificate)));
    } else {
      findings.skipped(PAIR, "one of both cannot be read, see above");
    }
  }

  private boolean privateKey(String text) {
    Supplier<Scheme> scheme =
        () ->
            withAny(ANY)
                .merchantSerial(ANY)
                .privateKey(options.privateKey(text, context))
                .build()
                .scheme();
    return findings.made(
            "private-key",
            scheme,
            made -> made == Scheme.RSA ? "RSA of at least 2048 bits" : made.name(),
            isEncrypted(text) ? PASSPHRASE : DOWNLOAD)
        != null;
  }

  private static boolean isEncrypted(String text) {
    try {
      return KeyTexts.read(text).isEncryptedPem();
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private boolean certificate(String text) {
    return findings.made(
            "certificate",
            () -> withAny(ANY).certificate(KeyTexts.read(text)),
            made -> "can be read",
            DOWNLOAD)
        != null;
  }

  /** Checks a key that has a certificate, and then the certificate's serial and expiry. */
  private void certified(String check, Supplier<MerchantBuilder> pair) {
    KeyValidity certificate =
        findings.made(
            check,
            () -> pair.get().allowExpiredCertificate().build().keyValidity(),
            made -> "key and certificate belong together",
            DOWNLOAD);
    if (certificate == null) {
      findings.skipped("certificate-expiry", "key and certificate do not belong together");
      return;
    }
    String serial = given.find("merchant-serial");
    if (serial == null || serial.equalsIgnoreCase(certificate.serial())) {
      findings.ok("merchant-serial", certificate.serial());
    } else {
      findings.failure(
          "merchant-serial",
          serial + " is not the certificate's, which is " + certificate.serial(),
          "leave --merchant-serial out, the certificate has it");
    }
    new Expiry(findings, context.clock().instant())
        .check("certificate-expiry", certificate, "renew it in " + PORTAL);
  }

  private void serial() {
    given.requireForm(
        "merchant-serial",
        "[0-9A-Fa-f]{40}",
        "40 hexadecimal digits",
        "copy what \"openssl x509 -in apiclient_cert.pem -noout -serial\" prints",
        findings);
  }

  /** Returns a builder in which only the key is left to be set; nothing is ever sent for it. */
  private static MerchantBuilder withAny(String mchid) {
    return Merchant.builder().mchid(mchid).apiV3Key(ANY.repeat(32));
  }
}
