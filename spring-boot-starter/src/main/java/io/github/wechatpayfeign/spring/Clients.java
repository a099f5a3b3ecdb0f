package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.api.WechatPayRegistry;
import io.github.wechatpayfeign.api.WechatPayRegistryBuilder;
import io.github.wechatpayfeign.client.observe.CallListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;

/**
 * Makes the client that all merchants share, and one for each merchant with HTTP settings of its
 * own. Merchants share a client if they can, because a client owns connections and threads. The
 * shared client is a bean, which Spring closes; the others are closed here.
 */
final class Clients implements AutoCloseable {

  private final ClientProperties properties;
  private final HttpProperties shared;
  private final Guards guards;
  private final ConnectionSettings connections;
  private final ObjectProvider<WechatPayCustomizer> customizers;
  private final ObjectProvider<WechatPayHttpCustomizer> httpCustomizers;
  private final ObjectProvider<CallListener> listeners;
  private final ObjectProvider<GatewayForTests> simulated;
  private final List<WechatPayRegistry> ofSingleMerchants = new CopyOnWriteArrayList<>();

  Clients(
      ClientProperties properties,
      MerchantProperties primary,
      Guards guards,
      ObjectProvider<SslBundles> bundles,
      ObjectProvider<WechatPayCustomizer> customizers,
      ObjectProvider<WechatPayHttpCustomizer> httpCustomizers,
      ObjectProvider<CallListener> listeners,
      ObjectProvider<GatewayForTests> simulated) {
    this.properties = properties;
    this.shared = primary.http();
    this.guards = guards;
    this.connections = new ConnectionSettings(properties, bundles);
    this.customizers = customizers;
    this.httpCustomizers = httpCustomizers;
    this.listeners = listeners;
    this.simulated = simulated;
  }

  /** Returns the client that all merchants share. */
  WechatPayRegistry shared() {
    return build(new HttpSettings("wechatpay", shared));
  }

  /**
   * Returns the client of a single merchant, or null if it shares that of all.
   *
   * @param prefix the prefix of the merchant's properties
   * @param own what is set there
   */
  @Nullable WechatPayRegistry ofSingleMerchant(String prefix, HttpProperties own) {
    if (own.isEmpty() || own.equals(shared)) {
      return null;
    }
    // A wrong setting of all merchants is reported as theirs, and not as one of this merchant.
    new HttpSettings("wechatpay", shared).configure(WechatPayRegistry.builder());
    WechatPayRegistry client = build(new HttpSettings(prefix, own.over(shared)));
    ofSingleMerchants.add(client);
    return client;
  }

  /**
   * Builds a client. The order decides who wins: properties, then customizers of the application.
   * The simulator comes last, because nothing may lead a test to the real gateway.
   */
  private WechatPayRegistry build(HttpSettings http) {
    WechatPayRegistryBuilder builder = WechatPayRegistry.builder();
    http.configure(builder);
    builder.changeHttp(connections::configure);
    new PropertyCheck("wechatpay")
        .set(
            "certificate-refresh",
            properties.certificateRefresh(),
            Phrase.of("a duration of 1 minute to 24 hours, such as 12h"),
            builder::certificateRefresh);
    builder.retryPolicy(Policies.retry(properties.retry()));
    builder.closePolicy(Policies.close(properties.close()));
    httpCustomizers.orderedStream().forEach(each -> builder.changeHttp(each::customize));
    listeners.orderedStream().forEach(builder::listener);
    guards.ordered().forEach(builder::guard);
    customizers.orderedStream().forEach(each -> each.customize(builder));
    GatewayForTests simulator = simulated.getIfAvailable();
    if (simulator != null) {
      builder.baseUrl(simulator.baseUrl());
    }
    return builder.build();
  }

  @Override
  public void close() {
    ofSingleMerchants.forEach(WechatPayRegistry::close);
  }
}
