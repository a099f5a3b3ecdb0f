package io.github.wechatpayfeign.errors;

/**
 * 403 TRADE_ERROR: the state of the trade does not allow the call; it may be paid.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class TradeErrorException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  TradeErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
