package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.signing.Merchant;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which merchant closes, and at which gateway. */
final class MerchantOptions {

  private static final String BASE_URL = "--base-url";
  private static final String MCHID = "--mchid";
  private static final String MERCHANT_SERIAL = "--merchant-serial";
  private static final String PRIVATE_KEY = "--private-key";
  private static final String PUBLIC_KEY_ID = "--public-key-id";
  private static final String PUBLIC_KEY = "--public-key";

  @Option(
      names = BASE_URL,
      paramLabel = "URL",
      description =
          "The gateway, by default https://api.mch.weixin.qq.com; plain http goes to loopback only"
              + " (WECHATPAY_BASE_URL).")
  private @Nullable String baseUrl;

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
      description = "The merchant's private key, apiclient_key.pem (WECHATPAY_PRIVATE_KEY).")
  private @Nullable String privateKey;

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

  /**
   * Returns the client of the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong: the message tells which
   */
  WechatPay connect(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    String number = settings.require(MCHID, mchid);
    String serial = settings.require(MERCHANT_SERIAL, merchantSerial);
    String signingKey = settings.require(PRIVATE_KEY, privateKey);
    String id = settings.require(PUBLIC_KEY_ID, publicKeyId);
    String verifyingKey = settings.require(PUBLIC_KEY, publicKey);
    settings.requireComplete();
    Merchant merchant =
        Merchant.builder()
            .mchid(number)
            .merchantSerial(serial)
            .privateKey(Path.of(signingKey))
            .wechatPayPublicKey(id, Path.of(verifyingKey))
            .build();
    WechatPay.Builder client = WechatPay.builder(merchant);
    String url = settings.find(BASE_URL, baseUrl);
    return url == null ? client.build() : client.baseUrl(url).build();
  }
}
