package io.github.wechatpayfeign.errors;

/**
 * 202 USER_PAYING: the user is paying at this moment; the order is not closed.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class UserPayingException extends UnexpectedStatusException {

  private static final long serialVersionUID = 1L;

  UserPayingException(ErrorAnswer answer) {
    super(answer);
  }
}
