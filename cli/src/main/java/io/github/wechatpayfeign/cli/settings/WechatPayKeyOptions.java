package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.signing.MerchantBuilder;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about the keys with which WeChat Pay's answers are verified. */
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
      description = "The WeChat Pay public key, pub_key.pem (WECHATPAY_PUBLIC_KEY).")
  private @Nullable String publicKey;

  @Option(
      names = PLATFORM_CERTIFICATE,
      paramLabel = "FILE",
      description =
          "A platform certificate of WeChat Pay, beside the public key or in place of it; may be"
              + " repeated, and the variable may hold several with the separator of paths"
              + " (WECHATPAY_PLATFORM_CERTIFICATE).")
  private List<String> platformCertificates = List.of();

  @Option(
      names = API_V3_KEY,
      paramLabel = "TEXT",
      description =
          "The APIv3 key, 32 characters, to download platform certificates with. The variable keeps"
              + " it out of the list of processes (WECHATPAY_API_V3_KEY).")
  private @Nullable String apiV3Key;

  /** Notes what is missing: nothing where certificates are there or can be downloaded. */
  void require(Settings settings) {
    boolean publicKeyNamed =
        settings.find(PUBLIC_KEY_ID, publicKeyId) != null
            || settings.find(PUBLIC_KEY, publicKey) != null;
    if (publicKeyNamed
        || (certificates(settings).isEmpty() && settings.find(API_V3_KEY, apiV3Key) == null)) {
      settings.require(PUBLIC_KEY_ID, publicKeyId);
      settings.require(PUBLIC_KEY, publicKey);
    }
  }

  void addTo(MerchantBuilder builder, Settings settings) {
    String id = settings.find(PUBLIC_KEY_ID, publicKeyId);
    String key = settings.find(PUBLIC_KEY, publicKey);
    if (id != null && key != null) {
      builder.wechatPayPublicKey(id, Path.of(key));
    }
    certificates(settings).forEach(file -> builder.platformCertificate(Path.of(file)));
    String secret = settings.find(API_V3_KEY, apiV3Key);
    if (secret != null) {
      builder.apiV3Key(secret);
    }
  }

  /** Returns the files of platform certificates. */
  List<String> certificates(Settings settings) {
    if (!platformCertificates.isEmpty()) {
      return platformCertificates;
    }
    String all = settings.find(PLATFORM_CERTIFICATE, null);
    return all == null ? List.of() : List.of(all.split(File.pathSeparator, -1));
  }
}
