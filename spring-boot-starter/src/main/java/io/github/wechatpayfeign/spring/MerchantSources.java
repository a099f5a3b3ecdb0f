package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.ReplaceableMerchant;
import io.github.wechatpayfeign.merchant.WatchedMerchant;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Makes merchants whose keys follow their sources: files if {@code wechatpay.reload} is on, an SSL
 * bundle always, and the properties of a configuration centre.
 */
final class MerchantSources {

  private final ClientProperties client;
  private final ObjectProvider<SslBundles> bundles;
  private final Map<String, MerchantProperties> all;

  /**
   * Creates sources.
   *
   * @param all the properties of all merchants; if files are to be watched, at least one merchant
   *     must have a key in a file
   */
  MerchantSources(
      ClientProperties client,
      ObjectProvider<SslBundles> bundles,
      Map<String, MerchantProperties> all) {
    this.client = client;
    this.bundles = bundles;
    this.all = all;
  }

  /** Returns a merchant whose keys can be replaced when its properties change. */
  RebindableMerchant source(String prefix, MerchantProperties properties) {
    if (client.reload() && all.values().stream().noneMatch(MerchantSources::canChange)) {
      throw new WrongPropertyException(
          "wechatpay.reload",
          Phrase.of("It is true, but no key of any merchant is read from a file"),
          Phrase.of(
              "Give the locations of keys under wechatpay, or set wechatpay.reload to false"));
    }
    return new RebindableMerchant(properties, changed -> load(prefix, changed));
  }

  private static boolean canChange(MerchantProperties properties) {
    return properties.sslBundle() != null || MerchantLoader.files(properties).length > 0;
  }

  /** Loads a merchant from one set of properties; a change of these makes a new one. */
  private MerchantSource load(String prefix, MerchantProperties properties) {
    MerchantLoader loader = new MerchantLoader(prefix, properties, this::bundle);
    String bundle = properties.sslBundle();
    if (bundle != null) {
      return bundled(loader, bundle);
    }
    Path[] files = MerchantLoader.files(properties);
    return client.reload() && files.length > 0 ? watched(loader, files) : loader.load();
  }

  private MerchantSource bundled(MerchantLoader loader, String name) {
    ReplaceableMerchant merchant = new ReplaceableMerchant(loader.load());
    bundles.getObject().addBundleUpdateHandler(name, updated -> reload(merchant, loader));
    return merchant;
  }

  private static void reload(ReplaceableMerchant merchant, MerchantLoader loader) {
    // Its log and failure() tell how it ended.
    var unused = merchant.reload(loader::load);
  }

  private SslBundle bundle(String name) {
    try {
      return bundles.getObject().getBundle(name);
    } catch (NoSuchSslBundleException e) {
      throw new IllegalArgumentException("There is no SSL bundle \"" + name + "\"", e);
    }
  }

  /** Only the interval can be wrong here: the loader reports all other mistakes by itself. */
  private MerchantSource watched(MerchantLoader loader, Path[] files) {
    try {
      return WatchedMerchant.watch(loader::load, client.reloadInterval(), files);
    } catch (IllegalArgumentException e) {
      throw new WrongPropertyException(
          "wechatpay.reload-interval",
          Phrase.of("{0}", e.getMessage()),
          Phrase.of("Set wechatpay.reload-interval to a duration such as 5s"));
    }
  }
}
