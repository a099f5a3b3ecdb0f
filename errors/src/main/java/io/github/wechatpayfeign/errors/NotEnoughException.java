package io.github.wechatpayfeign.errors;

/**
 * 403 NOT_ENOUGH: the balance is too low.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class NotEnoughException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  NotEnoughException(ErrorAnswer answer) {
    super(answer);
  }
}
