package io.github.wechatpayfeign.errors;

/**
 * The gateway failed with a 5xx status: the call may have taken effect. It is thrown itself where
 * the code has no type of its own.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public class ServerErrorException extends GatewayErrorException {

  private static final long serialVersionUID = 1L;

  ServerErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
