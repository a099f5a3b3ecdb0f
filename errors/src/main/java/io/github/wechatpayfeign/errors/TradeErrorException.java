package io.github.wechatpayfeign.errors;

/**
 * 403 TRADE_ERROR: the trade is in a state that does not allow it, paid perhaps.
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
