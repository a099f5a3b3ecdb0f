package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;

/** The options that say which merchant closes, and at which gateway. */
public final class MerchantOptions {

  @ArgGroup(exclusive = false, validate = false, heading = "%nMerchant:%n", order = 20)
  private MerchantKeyOptions merchant = new MerchantKeyOptions();

  @ArgGroup(exclusive = false, validate = false, heading = "%nKeys of WeChat Pay:%n", order = 21)
  private WechatPayKeyOptions wechatPay = new WechatPayKeyOptions();

  @ArgGroup(exclusive = false, validate = false, heading = "%nConnection:%n", order = 22)
  private ConnectionOptions connection = new ConnectionOptions();

  /**
   * Returns a builder of the client of the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong: the message tells which
   */
  public WechatPayBuilder client(ProcessContext context) {
    return connection.addTo(WechatPay.builder(merchant(context)), context);
  }

  /**
   * Returns the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong: the message tells which
   */
  public Merchant merchant(ProcessContext context) {
    List<String> missing = new ArrayList<>();
    merchant.addMissing(missing);
    wechatPay.addMissing(missing);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Missing: " + String.join(", ", missing) + "; only --simulator goes without");
    }
    return merchant.build(wechatPay, context);
  }

  /** Returns a private key, with the passphrase that is given or typed if it is encrypted. */
  public KeyMaterial privateKey(String text, ProcessContext context) {
    return merchant.privateKey(text, context);
  }

  /** Returns a PKCS#12 file, with the passphrase that is given or typed if it needs one. */
  public KeyMaterial pkcs12(String text, ProcessContext context) {
    return merchant.pkcs12(text, context);
  }

  /** Returns the base URL that is given, or else WeChat Pay's two. */
  public List<String> domains() {
    return connection.domains();
  }

  /** Returns which proxy each URL is reached through. */
  public ProxySettings proxies(ProcessContext context) {
    return connection.proxies(context);
  }

  /** Returns the platform certificates, each the name of a file or PEM text. */
  public List<String> platformCertificates() {
    return wechatPay.certificates();
  }
}
