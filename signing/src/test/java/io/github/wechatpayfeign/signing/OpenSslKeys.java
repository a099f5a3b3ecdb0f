package io.github.wechatpayfeign.signing;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.openssl.OpenSsl;
import java.nio.file.Path;

/** Keys that openssl makes once for all tests: mutation testing runs each test by itself. */
final class OpenSslKeys {

  static final OpenSsl OPEN_SSL = OpenSsl.inTemporaryFolder();
  static final Path MERCHANT_KEY = OPEN_SSL.rsaKey("apiclient_key.pem", 2048);
  static final Path WECHAT_PAY_KEY = OPEN_SSL.rsaKey("wechatpay.pem", 2048);
  static final Path WECHAT_PAY_PUBLIC_KEY = OPEN_SSL.publicKey(WECHAT_PAY_KEY, "pub_key.pem");

  private OpenSslKeys() {}

  /** Returns a merchant with these keys, to whom WeChat Pay's key is PUB_KEY_ID_01. */
  static Merchant merchant(String mchid, String merchantSerial) {
    return Merchant.builder()
        .mchid(mchid)
        .merchantSerial(merchantSerial)
        .privateKey(MERCHANT_KEY)
        .wechatPayPublicKey("PUB_KEY_ID_01", WECHAT_PAY_PUBLIC_KEY)
        .build();
  }
}
