package io.github.wechatpayfeign.errors;

/**
 * ORDER_PAID: the gateway says that the order is paid and cannot be closed. The answer is not
 * signed: only a signed query proves it.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class OrderPaidException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  OrderPaidException(ErrorAnswer answer) {
    super(answer);
  }
}
