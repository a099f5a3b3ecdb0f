package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.nio.file.Path;
import java.util.Map;

/** The merchant of a simulator, as the command line gets to know it. */
public final class MerchantArguments {

  private MerchantArguments() {}

  /** Returns the variables that point the command line at the simulator. */
  public static Map<String, String> environment(WechatPaySimulator gateway, Path folder) {
    return Map.of(
        "WECHATPAY_BASE_URL", gateway.baseUrl(),
        "WECHATPAY_MCHID", gateway.mchid(),
        "WECHATPAY_MERCHANT_SERIAL", gateway.merchantSerial(),
        "WECHATPAY_PRIVATE_KEY",
            TestKeys.file(folder, "apiclient_key.pem", gateway.merchantPrivateKeyPem()),
        "WECHATPAY_PUBLIC_KEY_ID", gateway.publicKeyId(),
        "WECHATPAY_PUBLIC_KEY", TestKeys.file(folder, "pub_key.pem", gateway.publicKeyPem()));
  }
}
