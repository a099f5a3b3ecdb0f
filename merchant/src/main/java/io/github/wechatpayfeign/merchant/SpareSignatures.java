package io.github.wechatpayfeign.merchant;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few {@link Signature} objects of a provider for their next use, because a new one takes 2
 * µs and 1 KB. An object is used with one key only: Amazon's provider destroys some keys when an
 * object gets another one. Only for providers whose objects hold no session, so not for hardware
 * modules. Thread-safe.
 */
final class SpareSignatures {

  private static final int SLOTS = 16;

  private final Provider provider;
  private final AtomicReferenceArray<@Nullable Spare> spares = new AtomicReferenceArray<>(SLOTS);

  private record Spare(Key key, Signature signature) {}

  SpareSignatures(Provider provider) {
    this.provider = provider;
  }

  /**
   * Runs a step with an object that nobody else uses meanwhile.
   *
   * @param key the key with which the step initializes the object
   */
  <T> T with(Key key, Scheme.Step<T> step) throws GeneralSecurityException {
    int slot = Thread.currentThread().hashCode() & (SLOTS - 1);
    Spare kept = spares.getAndSet(slot, null);
    Spare spare =
        kept != null && isSame(kept.key(), key)
            ? kept
            : new Spare(key, Signature.getInstance("SHA256withRSA", provider));
    T result = step.take(spare.signature());
    // Not after an exception: the object may be of no more use.
    spares.setRelease(slot, spare);
    return result;
  }

  /** An equal key is not enough: it has native memory of its own. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Key one, Key other) {
    return one == other;
  }
}
