package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayBuilder;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.merchant.KeyMaterial;
import io.github.wechatpayfeign.merchant.Merchant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;

/**
 * The options that say which merchant calls, with which keys, and at which gateway. {@code close},
 * {@code query} and {@code doctor} share them, so that the doctor checks what the others use.
 */
public final class MerchantOptions {

  @ArgGroup(
      exclusive = false,
      validate = false,
      headingKey = "merchant",
      heading = "%nMerchant:%n",
      order = 20)
  private MerchantKeyOptions merchant = new MerchantKeyOptions();

  @ArgGroup(
      exclusive = false,
      validate = false,
      headingKey = "keys",
      heading = "%nKeys of WeChat Pay:%n",
      order = 21)
  private WechatPayKeyOptions wechatPay = new WechatPayKeyOptions();

  @ArgGroup(
      exclusive = false,
      validate = false,
      headingKey = "connection",
      heading = "%nConnection:%n",
      order = 22)
  private ConnectionOptions connection = new ConnectionOptions();

  /**
   * Returns a builder of a client for the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
   */
  public WechatPayBuilder client(ProcessContext context) {
    return connection.addTo(WechatPay.builder(merchant(context)), context);
  }

  /**
   * Returns the merchant.
   *
   * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
   */
  public Merchant merchant(ProcessContext context) {
    List<String> missing = new ArrayList<>();
    merchant.addMissing(missing);
    wechatPay.addMissing(missing);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          Words.of(
              "Missing: {0}; only --simulator works without them", String.join(", ", missing)));
    }
    return merchant.build(wechatPay, context);
  }

  /** Returns the private key, with the given or typed passphrase if it is encrypted. */
  public KeyMaterial privateKey(String text, ProcessContext context) {
    return merchant.privateKey(text, context);
  }

  /** Returns the PKCS#12 file, with the given or typed passphrase if it needs one. */
  public KeyMaterial pkcs12(String text, ProcessContext context) {
    return merchant.pkcs12(text, context);
  }

  /** Returns the given base URL, or WeChat Pay's two if none is given. */
  public List<String> domains() {
    return connection.domains();
  }

  /** Returns the settings that choose the proxy for each URL. */
  public ProxySettings proxies(ProcessContext context) {
    return connection.proxies(context);
  }

  /** Returns the platform certificates, each as the name of a file or as PEM text. */
  public List<String> platformCertificates() {
    return wechatPay.certificates();
  }
}
