package io.github.wechatpayfeign.merchant;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A merchant whose keys can be replaced while calls are under way. Each attempt is signed with the
 * keys that hold when it is sent; its answer is verified with them or with those that came after.
 * Keys that fail to load never replace the current ones.
 *
 * <p>Thread-safe.
 */
public final class ReplaceableMerchant implements MerchantSource {

  private static final Logger LOG = System.getLogger(ReplaceableMerchant.class.getName());

  private volatile Merchant merchant;
  private volatile @Nullable RuntimeException failure;

  /**
   * Creates a source.
   *
   * @param merchant the merchant to return until it is replaced
   */
  public ReplaceableMerchant(Merchant merchant) {
    this.merchant = Objects.requireNonNull(merchant, "merchant");
  }

  @Override
  public Merchant merchant() {
    return merchant;
  }

  /**
   * Replaces all keys at once: requests that are sent from now on are signed with the new keys.
   *
   * @throws IllegalArgumentException if the mchid differs: the message names both
   */
  public void replace(Merchant successor) {
    if (!successor.mchid().equals(merchant.mchid())) {
      throw new IllegalArgumentException(
          "The merchant "
              + merchant.mchid()
              + " cannot be replaced by another one, "
              + successor.mchid());
    }
    merchant = successor;
    failure = null;
  }

  /**
   * Loads the keys again, and replaces the current ones with them. If that fails, the current keys
   * stay, and {@link #failure()} tells why. One line of the log tells either. Throws nothing.
   *
   * @param load builds the merchant from what holds now
   * @return whether the keys were replaced
   */
  public boolean reload(Supplier<? extends Merchant> load) {
    try {
      replaceAndTell(loaded(load));
      return true;
    } catch (Throwable notLoaded) {
      keep(notLoaded, true);
      return false;
    }
  }

  /**
   * Returns why the newest keys are not used; empty if they are. If a loader threw an {@link
   * Error}, it is the cause of an {@link IllegalStateException}.
   */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Returns the merchant of a loader, which may be a user's and return null. */
  static Merchant loaded(Supplier<? extends Merchant> load) {
    return Objects.requireNonNull(load.get(), "The loader of the keys returned null");
  }

  /** Replaces all keys at once, and tells it in the log. */
  void replaceAndTell(Merchant successor) {
    replace(successor);
    tell(Level.INFO, "The keys of the merchant " + successor.mchid() + " were replaced");
  }

  /** Notes that the current keys are the newest ones. */
  void upToDate() {
    failure = null;
  }

  /**
   * Keeps the current keys.
   *
   * @param told whether the log tells it
   */
  void keep(Throwable notLoaded, boolean told) {
    RuntimeException reason =
        notLoaded instanceof RuntimeException exception
            ? exception
            : new IllegalStateException("The keys cannot be loaded (" + notLoaded + ")", notLoaded);
    failure = reason;
    if (told) {
      tell(
          Level.WARNING,
          "The keys of the merchant "
              + merchant.mchid()
              + " stay as they were, because the new ones cannot be loaded: "
              + reason.getMessage());
    }
  }

  /** A logger may run anyone's code; what it throws must not end the thread that replaces keys. */
  static void tell(Level level, String line) {
    try {
      LOG.log(level, line);
    } catch (RuntimeException | Error unlogged) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, unlogged);
    }
  }

  @Override
  public String toString() {
    return merchant.toString();
  }
}
