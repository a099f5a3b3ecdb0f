package io.github.wechatpayfeign.errors;

/**
 * 400 ORDER_CLOSED: the gateway says that the order is closed already. The answer is not signed:
 * only a signed query proves it.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class OrderClosedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  OrderClosedException(ErrorAnswer answer) {
    super(answer);
  }
}
