package io.github.wechatpayfeign.errors;

/**
 * 400 MCH_NOT_EXISTS: the merchant number (mchid) does not exist.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class MchNotExistsException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  MchNotExistsException(ErrorAnswer answer) {
    super(answer);
  }
}
