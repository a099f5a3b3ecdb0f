package io.github.wechatpayfeign.errors;

/**
 * 403 OUT_TRADE_NO_USED: the order number was used before.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class OutTradeNoUsedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  OutTradeNoUsedException(ErrorAnswer answer) {
    super(answer);
  }
}
