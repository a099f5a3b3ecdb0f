package io.github.wechatpayfeign.errors;

/**
 * 401 SIGN_ERROR: the gateway did not accept the signature: wrong key, serial, clock or message.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class SignErrorException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  SignErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
