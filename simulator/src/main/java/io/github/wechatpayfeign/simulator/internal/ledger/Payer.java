package io.github.wechatpayfeign.simulator.internal.ledger;

import java.util.Optional;

/**
 * The user who pays an order.
 *
 * @param openid the user's id in the app of the merchant or service provider
 * @param subOpenid the user's id in the app of the sub-merchant
 */
public record Payer(String openid, Optional<String> subOpenid) {
  /** The user who pays if the order names nobody; the id is from the official examples. */
  public static final Payer DEFAULT = new Payer("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", Optional.empty());

  @Override
  public String toString() {
    return "Payer";
  }
}
