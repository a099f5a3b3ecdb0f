package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.ledger.OrderId;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderTerms;
import io.github.wechatpayfeign.simulator.internal.ledger.Owner;
import java.util.Optional;

/**
 * One order of a combine.
 *
 * @param mchid the merchant that the order belongs to, 1 to 32 digits
 * @param subMchid the sub-merchant that the order belongs to, or empty
 * @param subAppid the sub-merchant's app, or empty
 * @param outTradeNo 6 to 32 of {@code 0-9 A-Z a-z _ - | *}
 * @param total the amount in fen, at least 1
 */
public record SubOrder(
    String mchid,
    Optional<String> subMchid,
    Optional<String> subAppid,
    String outTradeNo,
    long total) {

  /**
   * Checks the numbers and the amount.
   *
   * @throws IllegalArgumentException if a number is not legal or the amount less than 1
   */
  public SubOrder {
    Owner.requireLegal("mchid", mchid);
    subMchid.ifPresent(value -> Owner.requireLegal("subMchid", value));
    OrderId.requireLegal(outTradeNo);
    OrderTerms.requirePositive(total);
  }

  /**
   * Creates a sub-order of a merchant, without a sub-merchant.
   *
   * @param mchid the merchant that the order belongs to
   * @param outTradeNo the order's number
   * @param total the amount in fen
   * @throws IllegalArgumentException if a number is not legal or the amount less than 1
   */
  public SubOrder(String mchid, String outTradeNo, long total) {
    this(mchid, Optional.empty(), Optional.empty(), outTradeNo, total);
  }

  /**
   * Returns this sub-order as one of a sub-merchant.
   *
   * @param value the sub-merchant, 1 to 32 digits
   * @return the changed sub-order
   * @throws IllegalArgumentException if it has any other form
   */
  public SubOrder withSubMchid(String value) {
    return new SubOrder(mchid, Optional.of(value), subAppid, outTradeNo, total);
  }

  /**
   * Returns this sub-order with the sub-merchant's app.
   *
   * @param value the app's id
   * @return the changed sub-order
   */
  public SubOrder withSubAppid(String value) {
    return new SubOrder(mchid, subMchid, Optional.of(value), outTradeNo, total);
  }

  public OrderId id() {
    return new OrderId(new Owner(mchid, subMchid.orElse("")), outTradeNo);
  }
}
