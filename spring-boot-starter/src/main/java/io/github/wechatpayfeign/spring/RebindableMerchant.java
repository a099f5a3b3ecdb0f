package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.ReplaceableMerchant;
import io.github.wechatpayfeign.merchant.WatchedMerchant;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A merchant of the properties. If these change while the application runs, for example in a
 * configuration centre, its keys are loaded again. Keys that fail to load never replace the current
 * ones.
 *
 * <p>It wraps another source, because new properties can also change where keys come from: from a
 * file to a bundle, or from one file to another. Clients keep this object.
 */
final class RebindableMerchant implements MerchantSource, AutoCloseable {

  private static final Logger LOG = System.getLogger(RebindableMerchant.class.getName());

  private final Function<MerchantProperties, MerchantSource> load;
  private MerchantProperties properties;
  private volatile MerchantSource current;
  private volatile @Nullable RuntimeException failure;

  /**
   * Creates a merchant.
   *
   * @param properties what it is loaded from first
   * @param load loads it from properties, or throws
   */
  RebindableMerchant(
      MerchantProperties properties, Function<MerchantProperties, MerchantSource> load) {
    this.properties = properties;
    this.load = load;
    this.current = load.apply(properties);
  }

  @Override
  public Merchant merchant() {
    return current.merchant();
  }

  /**
   * Loads the merchant from changed properties, and does nothing if they are equal. The new source
   * is complete before it replaces the old one, and only then is the old one closed.
   */
  synchronized void rebind(MerchantProperties changed) {
    if (changed.equals(properties)) {
      failure = null;
      return;
    }
    try {
      MerchantSource successor = load.apply(changed);
      requireSame(successor);
      MerchantSource former = current;
      current = successor;
      properties = changed;
      failure = null;
      close(former);
      LOG.log(Level.INFO, "The keys of the merchant {0} were replaced", merchant().mchid());
    } catch (RuntimeException notLoaded) {
      refuse(notLoaded);
    }
  }

  /** Keeps the current keys because the changed properties cannot even be read. */
  void refuse(RuntimeException notLoaded) {
    failure = notLoaded;
    LOG.log(
        Level.WARNING,
        "The changed properties of the merchant {0} do not load, the current keys stay in use: {1}",
        merchant().mchid(),
        notLoaded.getMessage());
  }

  /** The registry and the beans belong to one number, so another merchant needs a restart. */
  private void requireSame(MerchantSource successor) {
    String changed = successor.merchant().mchid();
    if (!changed.equals(merchant().mchid())) {
      close(successor);
      throw new IllegalArgumentException(
          "The merchant "
              + merchant().mchid()
              + " cannot become another merchant, "
              + changed
              + ", while the application runs: restart it");
    }
  }

  /** Returns why the newest keys are not in use, or empty if they are. */
  Optional<RuntimeException> failure() {
    if (failure != null) {
      return Optional.ofNullable(failure);
    }
    if (current instanceof WatchedMerchant watched) {
      return watched.failure();
    }
    return current instanceof ReplaceableMerchant bundled ? bundled.failure() : Optional.empty();
  }

  @Override
  public void close() {
    close(current);
  }

  private static void close(MerchantSource source) {
    if (source instanceof WatchedMerchant watched) {
      watched.close();
    }
  }

  @Override
  public String toString() {
    return current.toString();
  }
}
