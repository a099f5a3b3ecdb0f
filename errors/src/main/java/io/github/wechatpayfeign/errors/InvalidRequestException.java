package io.github.wechatpayfeign.errors;

/**
 * 400 INVALID_REQUEST: the request breaks a rule of APIv3 or a business rule.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class InvalidRequestException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  InvalidRequestException(ErrorAnswer answer) {
    super(answer);
  }
}
