package io.github.wechatpayfeign.errors;

/**
 * 500 SYSTEM_ERROR: the gateway failed; the page says to repeat the call with the same parameters.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class SystemErrorException extends ServerErrorException {

  private static final long serialVersionUID = 1L;

  SystemErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
