package io.github.wechatpayfeign.spring;

import io.github.wechatpayfeign.merchant.Merchant;
import io.github.wechatpayfeign.merchant.MerchantSource;
import io.github.wechatpayfeign.merchant.ReplaceableMerchant;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A merchant whose private key and certificate come from an SSL bundle, and are replaced when the
 * bundle is. What does not load never replaces what did.
 */
final class BundledMerchant implements MerchantSource {

  private static final Logger LOG = System.getLogger(BundledMerchant.class.getName());

  private final Supplier<Merchant> load;
  private final ReplaceableMerchant current;
  private volatile @Nullable RuntimeException failure;

  /**
   * Creates a merchant.
   *
   * @param load builds the merchant from what the bundle holds now
   */
  BundledMerchant(Supplier<Merchant> load) {
    this.load = load;
    this.current = new ReplaceableMerchant(load.get());
  }

  @Override
  public Merchant merchant() {
    return current.merchant();
  }

  /** Loads the merchant anew. */
  void reload() {
    try {
      current.replace(load.get());
      failure = null;
      LOG.log(Level.INFO, "The keys of the merchant {0} were replaced", merchant().mchid());
    } catch (RuntimeException notLoaded) {
      failure = notLoaded;
      LOG.log(
          Level.WARNING,
          "The keys of the merchant {0} stay as they were, since the new ones do not load: {1}",
          merchant().mchid(),
          notLoaded.getMessage());
    }
  }

  /** Returns why the keys of the bundle, as it is now, are not used; empty where they are. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return current.toString();
  }
}
