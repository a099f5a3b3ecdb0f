package io.github.wechatpayfeign.errors;

/**
 * 500 OPENID_MISMATCH: the openid does not match the appid.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class OpenidMismatchException extends ServerErrorException {

  private static final long serialVersionUID = 1L;

  OpenidMismatchException(ErrorAnswer answer) {
    super(answer);
  }
}
