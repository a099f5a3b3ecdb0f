package io.github.wechatpayfeign.merchant;

import java.util.Objects;

/**
 * A merchant whose keys can be replaced while calls are under way: each attempt is signed with the
 * keys that hold when it is sent, and its answer is verified with them or with those that came
 * after.
 */
public final class ReplaceableMerchant implements MerchantSource {

  private volatile Merchant merchant;

  /**
   * Creates a source.
   *
   * @param merchant what it returns until it is replaced
   */
  public ReplaceableMerchant(Merchant merchant) {
    this.merchant = Objects.requireNonNull(merchant, "merchant");
  }

  @Override
  public Merchant merchant() {
    return merchant;
  }

  /**
   * Replaces all keys at once: requests that are sent from now on are signed with the new ones.
   *
   * @throws IllegalArgumentException if it is another merchant: the message names both
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
  }

  @Override
  public String toString() {
    return merchant.toString();
  }
}
