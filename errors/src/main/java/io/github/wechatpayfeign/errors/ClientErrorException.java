package io.github.wechatpayfeign.errors;

/**
 * The call was refused with a 4xx status. It is thrown itself where the code has no type of its
 * own.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public class ClientErrorException extends GatewayErrorException {

  private static final long serialVersionUID = 1L;

  ClientErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
