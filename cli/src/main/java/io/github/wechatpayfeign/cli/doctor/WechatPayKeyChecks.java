package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.settings.KeyArguments;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.List;

/**
 * Checks the keys with which answers are verified, each by itself. The public key is required only
 * if no platform certificate is given and none can be downloaded.
 */
record WechatPayKeyChecks(
    GivenSettings given, Findings findings, List<String> platformCertificates) {

  void run() {
    String apiV3Key = given.find("api-v3-key");
    if (apiV3Key != null) {
      findings.checkSetting(
          "api-v3-key",
          () -> Merchant.builder().apiV3Key(apiV3Key),
          made -> Words.of("32 characters"),
          Words.of(
              "set one in the merchant portal, API security, APIv3 key, and give the same one here"));
    }
    platformCertificates.forEach(this::platformCertificate);
    boolean named = given.find("public-key-id") != null || given.find("public-key") != null;
    if (named || (apiV3Key == null && platformCertificates.isEmpty())) {
      publicKey();
    }
  }

  private void platformCertificate(String text) {
    findings.checkSetting(
        "platform-certificate",
        () -> Merchant.builder().platformCertificate(KeyArguments.read(text)),
        made -> Words.of("{0} can be read", KeyArguments.shown(text)),
        Words.of("download it again, or give --api-v3-key instead"));
  }

  private void publicKey() {
    given.requireForm(
        "public-key-id",
        "PUB_KEY_ID_\\d{1,64}",
        Words.of("PUB_KEY_ID_ and digits"),
        Words.of("copy it from the merchant portal, API security, WeChat Pay public key"),
        findings);
    String key = given.require("public-key", findings);
    if (key != null) {
      findings.checkSetting(
          "public-key",
          () -> Merchant.builder().wechatPayPublicKey("PUB_KEY_ID_0", KeyArguments.read(key)),
          made -> Words.of("RSA of at least 2048 bits"),
          Words.of(
              "download pub_key.pem from the merchant portal, API security, WeChat Pay public key"));
    }
  }
}
