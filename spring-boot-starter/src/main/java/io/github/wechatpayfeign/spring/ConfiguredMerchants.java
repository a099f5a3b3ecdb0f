package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.TransactionsApi;
import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.signing.MerchantSource;
import io.github.wechatpayfeign.signing.WatchedMerchant;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes the beans of each merchant in the properties; {@link MerchantBeans} declares them. */
final class ConfiguredMerchants {

  private final MerchantProperties primary;
  private final ClientProperties client;
  private final ObjectProvider<SslBundles> bundles;
  private final ObjectProvider<SimulatedGateway> simulated;
  private final BeanFactory beans;

  ConfiguredMerchants(
      MerchantProperties primary,
      ClientProperties client,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<SimulatedGateway> simulated,
      BeanFactory beans) {
    this.primary = primary;
    this.client = client;
    this.bundles = bundles;
    this.simulated = simulated;
    this.beans = beans;
  }

  /**
   * Returns a merchant, or that of the simulator where there is one: the keys of the properties
   * need not be there then.
   *
   * @param name the name in the properties; empty for the primary merchant
   */
  MerchantSource merchant(String name) {
    SimulatedGateway simulator = simulated.getIfAvailable();
    if (simulator != null) {
      return simulator.merchant();
    }
    return name.isEmpty()
        ? source("wechatpay", primary)
        : source(
            "wechatpay.merchants." + name, Objects.requireNonNull(client.merchants().get(name)));
  }

  /** Returns WeChat Pay for a merchant of the properties. */
  WechatPay wechatPay(String name) {
    MerchantSource merchant = beans.getBean(MerchantBeans.merchantBean(name), MerchantSource.class);
    return beans.getBean(WechatPayRegistry.class).of(merchant.merchant().mchid());
  }

  /** Returns the Feign interface for a merchant of the properties. */
  TransactionsApi transactions(String name) {
    return beans.getBean(MerchantBeans.wechatPayBean(name), WechatPay.class).transactions();
  }

  private MerchantSource source(String prefix, MerchantProperties properties) {
    MerchantLoader loader = new MerchantLoader(prefix, properties, this::bundle);
    String bundle = properties.sslBundle();
    if (bundle != null) {
      return bundled(loader, bundle);
    }
    return client.reload() ? watched(prefix, loader) : loader.load();
  }

  private MerchantSource bundled(MerchantLoader loader, String name) {
    BundledMerchant merchant = new BundledMerchant(loader::load);
    bundles.getObject().addBundleUpdateHandler(name, updated -> merchant.reload());
    return merchant;
  }

  private SslBundle bundle(String name) {
    try {
      return bundles.getObject().getBundle(name);
    } catch (NoSuchSslBundleException e) {
      throw new IllegalArgumentException("There is no SSL bundle \"" + name + "\"", e);
    }
  }

  private MerchantSource watched(String prefix, MerchantLoader loader) {
    Path[] files = loader.files();
    if (files.length == 0) {
      throw new WrongPropertyException(
          "wechatpay.reload",
          "It is true, but no key under " + prefix + " is read from a file",
          "Give the locations of the keys under " + prefix + ", or set wechatpay.reload to false");
    }
    try {
      return WatchedMerchant.watch(loader::load, client.reloadInterval(), files);
    } catch (IllegalArgumentException e) {
      throw new WrongPropertyException(
          "wechatpay.reload-interval",
          String.valueOf(e.getMessage()),
          "Set wechatpay.reload-interval to a duration such as 5s");
    }
  }
}
