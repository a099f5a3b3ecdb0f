package io.github.wechatpayfeign.api;

import io.github.wechatpayfeign.client.WechatPayClient;
import io.github.wechatpayfeign.merchant.MerchantSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * WeChat Pay for many merchants, each found by its number. They share one HTTP client, one retry
 * budget and one choice of domain, and nothing is bound to a thread. Merchants may be added,
 * replaced and removed while calls are under way.
 *
 * <pre>{@code
 * WechatPayRegistry registry = WechatPayRegistry.builder().build();
 * registry.put(merchant);
 * registry.of("1900000109").closeOrder("ORDER-20261123-1");
 * }</pre>
 *
 * <p>A service provider is a merchant like any other: it signs, and its calls name the
 * sub-merchant.
 */
public final class WechatPayRegistry implements AutoCloseable {

  private static final Logger LOG = System.getLogger(WechatPayRegistry.class.getName());

  private final List<Runnable> afterChange = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<String, Entry> merchants;
  private final String baseUrl;
  private final ClosePolicy closePolicy;
  private final WechatPayClient client;

  record Entry(MerchantSource source, WechatPay wechatPay) {}

  WechatPayRegistry(WechatPayRegistryBuilder builder) {
    this.merchants = builder.merchants();
    this.baseUrl = builder.baseUrl();
    this.closePolicy = builder.closePolicy();
    this.client = builder.client().build();
  }

  /**
   * Returns a builder for a registry without merchants.
   *
   * @throws IllegalStateException if the OkHttp on the class path is older than 4.12.0: the message
   *     says what to do
   */
  public static WechatPayRegistryBuilder builder() {
    return new WechatPayRegistryBuilder(new ConcurrentHashMap<>());
  }

  /**
   * Adds a merchant, or replaces the one with the same number. From now on its calls are signed
   * with the new keys, including the calls of a {@link WechatPay} that was returned before.
   *
   * @param merchant a {@link io.github.wechatpayfeign.merchant.Merchant}, or a source whose keys
   *     change
   * @return WeChat Pay for this merchant
   */
  public WechatPay put(MerchantSource merchant) {
    String mchid = merchant.merchant().mchid();
    WechatPay wechatPay = new WechatPay(merchant, baseUrl, closePolicy, client, false);
    merchants.put(mchid, new Entry(merchant, wechatPay));
    changed();
    return wechatPay;
  }

  /**
   * Adds the WeChat Pay of a merchant with its own client, for example with another base URL or
   * other time limits. It replaces the one with the same number. The registry does not close that
   * client.
   */
  public void put(WechatPay wechatPay) {
    merchants.put(wechatPay.merchant().mchid(), new Entry(wechatPay.source(), wechatPay));
    changed();
  }

  /**
   * Removes a merchant with everything that is stored for it. A call that has begun continues. A
   * new call with a {@link WechatPay} that was returned before throws {@link
   * IllegalStateException}, and nothing is sent.
   *
   * @return whether there was such a merchant
   */
  public boolean remove(String mchid) {
    boolean removed = merchants.remove(mchid) != null;
    client.forgetPlatformCertificates(mchid);
    if (removed) {
      changed();
    }
    return removed;
  }

  /**
   * Adds an action that runs after each change of the merchants, on the thread that made the
   * change, for example to show their state. If it throws, the exception is logged and the change
   * remains.
   */
  public void onChange(Runnable action) {
    afterChange.add(Objects.requireNonNull(action, "action"));
  }

  private void changed() {
    for (Runnable action : afterChange) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "An action after a change of the merchants failed", e);
      }
    }
  }

  /**
   * Returns WeChat Pay for a merchant.
   *
   * @throws IllegalArgumentException if there is no such merchant
   */
  public WechatPay of(String mchid) {
    return find(mchid)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The merchant " + mchid + " is not in the registry: put it there first"));
  }

  /** Returns WeChat Pay for a merchant, or empty if there is no such merchant. */
  public Optional<WechatPay> find(String mchid) {
    return Optional.ofNullable(merchants.get(mchid)).map(Entry::wechatPay);
  }

  /** Returns the numbers of all current merchants. */
  public Set<String> mchids() {
    return Set.copyOf(merchants.keySet());
  }

  /**
   * Returns whether the backup domain is tried before the main one, because connections to the main
   * one failed three times in a row within the last minutes.
   */
  public boolean prefersBackup() {
    return client.prefersBackup();
  }

  /** Drops idle connections and lets threads end, unless the user set the HTTP client. */
  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "WechatPayRegistry[" + baseUrl + ", merchants=" + merchants.size() + "]";
  }
}
