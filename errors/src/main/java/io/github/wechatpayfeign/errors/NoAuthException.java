package io.github.wechatpayfeign.errors;

/**
 * 403 NO_AUTH: the merchant has no permission for this interface.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class NoAuthException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  NoAuthException(ErrorAnswer answer) {
    super(answer);
  }
}
