package io.github.wechatpayfeign.api;

/**
 * A number that no order and no refund can have, such as an {@code out_trade_no} of five
 * characters. Nothing was sent. The number usually comes from the application's own caller, so a
 * web application may answer 400 for it; any other {@link IllegalArgumentException} is a mistake of
 * the application.
 *
 * @see OutTradeNo
 * @see CombineOutTradeNo
 * @see TransactionId
 */
public final class InvalidOrderNumberException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the rule and the number that breaks it
   */
  public InvalidOrderNumberException(String message) {
    super(message);
  }
}
