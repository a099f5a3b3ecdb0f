package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPay;
import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * The merchants of the properties, by their names there; the primary one has an empty name. Each is
 * loaded once, by the first bean that needs it, and stays the same object when its keys change.
 */
final class ConfiguredMerchants implements AutoCloseable {

  private final Map<String, MerchantProperties> properties = new TreeMap<>();
  private final Map<String, MerchantSource> merchants = new ConcurrentHashMap<>();
  private final MerchantSources sources;
  private final ObjectProvider<WechatPayRegistry> registry;
  private final ObjectProvider<GatewayForTests> simulated;

  ConfiguredMerchants(
      MerchantProperties primary,
      ClientProperties client,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<GatewayForTests> simulated,
      ObjectProvider<WechatPayRegistry> registry) {
    if (!primary.isEmpty()) {
      properties.put("", primary);
    }
    properties.putAll(client.merchants());
    this.sources = new MerchantSources(client, bundles, properties);
    this.simulated = simulated;
    this.registry = registry;
  }

  /** Returns the names of all merchants. */
  Set<String> names() {
    return new TreeSet<>(properties.keySet());
  }

  /** Returns the prefix of a merchant's properties. */
  static String prefix(String name) {
    return name.isEmpty() ? "wechatpay" : "wechatpay.merchants." + name;
  }

  /** Returns the properties of a merchant, as they were at the start. */
  MerchantProperties properties(String name) {
    MerchantProperties found = properties.get(name);
    return found == null ? MerchantProperties.NONE : found;
  }

  /**
   * Returns a merchant. If there is a simulator, returns a merchant of the simulator with the same
   * number; then the properties need no keys.
   */
  MerchantSource merchant(String name) {
    GatewayForTests simulator = simulated.getIfAvailable();
    return merchants.computeIfAbsent(
        name,
        made ->
            simulator == null
                ? sources.source(prefix(made), properties(made))
                : simulator.merchant(made, properties(made).mchid()));
  }

  /** Returns whether a merchant is one of these. */
  boolean contains(MerchantSource merchant) {
    return merchants.containsValue(merchant);
  }

  /** Returns the {@link WechatPay} of a merchant. */
  WechatPay wechatPay(String name) {
    return registry().of(merchant(name).merchant().mchid());
  }

  /** Asked for late: the registry itself is filled with these merchants. */
  private WechatPayRegistry registry() {
    try {
      return registry.getObject();
    } catch (NoUniqueBeanDefinitionException e) {
      throw new WrongPropertyException(
          "wechatpay.merchants",
          Phrase.of("There are several WechatPayRegistry beans: {0}", e.getBeanNamesFound()),
          Phrase.of("Mark the one that the merchants belong to with @Primary"));
    }
  }

  /**
   * Loads merchants whose properties have changed. Keys that fail to load never replace the current
   * ones, and a merchant that cannot be read does not stop the others.
   */
  void rebind(Environment environment) {
    if (simulated.getIfAvailable() != null) {
      return;
    }
    merchants.forEach(
        (name, merchant) -> {
          if (merchant instanceof RebindableMerchant rebindable) {
            rebind(name, rebindable, Binder.get(environment));
          }
        });
  }

  private static void rebind(String name, RebindableMerchant merchant, Binder binder) {
    try {
      merchant.rebind(binder.bindOrCreate(prefix(name), MerchantProperties.class));
    } catch (BindException e) {
      // The exception is not passed on, because it may quote a value, which may be a key.
      merchant.refuse(
          new WrongPropertyException(
              String.valueOf(e.getName()),
              Phrase.of("Its value has the wrong form"),
              Phrase.of("Correct the value")));
    }
  }

  /** Stops watching files. The merchants are beans too, but Spring has not made all of them. */
  @Override
  public void close() {
    for (MerchantSource merchant : merchants.values()) {
      if (merchant instanceof RebindableMerchant rebindable) {
        rebindable.close();
      }
    }
  }
}
