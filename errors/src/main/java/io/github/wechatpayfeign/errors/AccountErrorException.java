package io.github.wechatpayfeign.errors;

/**
 * 403 ACCOUNT_ERROR: the user's account is abnormal.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class AccountErrorException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  AccountErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
