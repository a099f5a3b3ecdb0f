package io.github.wechatpayfeign.errors;

/**
 * 404 ORDER_NOT_EXIST: the gateway says that it does not know the order. The answer is not signed.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class OrderNotExistException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  OrderNotExistException(ErrorAnswer answer) {
    super(answer);
  }
}
