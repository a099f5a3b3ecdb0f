package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.signing.KeyMaterial;
import io.github.wechatpayfeign.signing.KeyValidity;
import io.github.wechatpayfeign.signing.Merchant;
import io.github.wechatpayfeign.signing.MerchantBuilder;
import io.github.wechatpayfeign.signing.Scheme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks the settings about the merchant's own number, key and certificate, each by itself. */
final class MerchantChecks {

  private static final String PORTAL = "the merchant portal, API security, API certificate";
  private static final String DOWNLOAD = "take key and certificate as they came from " + PORTAL;
  private static final String PAIR = "key-fits-certificate";
  private static final String ANY = "0";

  private final GivenSettings given;
  private final Findings findings;
  private final Function<String, KeyMaterial> files;
  private final Instant now;

  MerchantChecks(
      GivenSettings given, Findings findings, Function<String, KeyMaterial> files, Instant now) {
    this.given = given;
    this.findings = findings;
    this.files = files;
    this.now = now;
  }

  void run() {
    String mchid =
        given.requireForm(
            "mchid", "\\d{8,10}", "8 to 10 digits", "copy it from the merchant portal", findings);
    String p12 = given.find("p12");
    if (p12 == null) {
      keyAndCertificate();
    } else {
      certified("p12", () -> withAny(mchid == null ? ANY : mchid).pkcs12(files.apply(p12)));
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
          PAIR, () -> withAny(ANY).privateKey(files.apply(key)).certificate(Path.of(certificate)));
    } else {
      findings.skipped(PAIR, "one of both cannot be read, see above");
    }
  }

  private boolean privateKey(String file) {
    Supplier<Scheme> scheme =
        () -> withAny(ANY).merchantSerial(ANY).privateKey(files.apply(file)).build().scheme();
    return findings.made(
            "private-key",
            scheme,
            made -> made == Scheme.RSA ? "RSA of at least 2048 bits" : made.name(),
            DOWNLOAD)
        != null;
  }

  private boolean certificate(String file) {
    return findings.made(
            "certificate",
            () -> withAny(ANY).certificate(Path.of(file)),
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
    new Expiry(findings, now).check("certificate-expiry", certificate, "renew it in " + PORTAL);
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
