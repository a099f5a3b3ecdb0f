package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.merchant.MerchantBuilder;
import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options for the keys that verify WeChat Pay's answers: a public key, platform certificates,
 * or the APIv3 key with which certificates are downloaded. One of these is enough.
 */
final class WechatPayKeyOptions {

  private static final String PUBLIC_KEY_ID = "--public-key-id";
  private static final String PUBLIC_KEY = "--public-key";
  private static final String PLATFORM_CERTIFICATE = "--platform-certificate";
  private static final String API_V3_KEY = "--api-v3-key";

  @Option(
      names = PUBLIC_KEY_ID,
      paramLabel = "ID",
      description =
          "The id of the WeChat Pay public key, PUB_KEY_ID_... (WECHATPAY_PUBLIC_KEY_ID).")
  private @Nullable String publicKeyId;

  @Option(
      names = PUBLIC_KEY,
      paramLabel = "FILE",
      description =
          "The WeChat Pay public key, pub_key.pem; the variable may hold the PEM text itself"
              + " (WECHATPAY_PUBLIC_KEY).")
  private @Nullable String publicKey;

  @Option(
      names = PLATFORM_CERTIFICATE,
      paramLabel = "FILE",
      description =
          "A platform certificate of WeChat Pay, in addition to the public key or instead of it;"
              + " may be repeated. The variable may hold several names, separated as in PATH, or"
              + " the PEM text itself (WECHATPAY_PLATFORM_CERTIFICATE).")
  private List<String> platformCertificates = List.of();

  @Option(
      names = API_V3_KEY,
      paramLabel = "TEXT",
      description =
          "The APIv3 key, 32 characters, for downloading platform certificates. The variable keeps"
              + " it out of the list of processes (WECHATPAY_API_V3_KEY).")
  private @Nullable String apiV3Key;

  /**
   * Adds the names of the missing options. The public key is required only if no platform
   * certificate is given and none can be downloaded, or if half of it is given.
   */
  void addMissing(List<String> missing) {
    boolean publicKeyNamed = publicKeyId != null || publicKey != null;
    if (publicKeyNamed || (platformCertificates.isEmpty() && apiV3Key == null)) {
      MerchantKeyOptions.addMissing(missing, PUBLIC_KEY_ID, publicKeyId);
      MerchantKeyOptions.addMissing(missing, PUBLIC_KEY, publicKey);
    }
  }

  void addTo(MerchantBuilder builder) {
    if (publicKeyId != null && publicKey != null) {
      builder.wechatPayPublicKey(
          TextSettings.text(PUBLIC_KEY_ID, publicKeyId), KeyArguments.read(publicKey));
    }
    certificates().forEach(text -> builder.platformCertificate(KeyArguments.read(text)));
    if (apiV3Key != null) {
      builder.apiV3Key(apiV3Key);
    }
  }

  /** Returns the platform certificates, each as the name of a file or as PEM text. */
  List<String> certificates() {
    return platformCertificates.stream()
        .flatMap(
            text ->
                KeyLeaks.isKey(text) ? Stream.of(text) : Stream.of(text.split(File.pathSeparator)))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
