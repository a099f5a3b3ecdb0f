package io.github.wechatpayfeign.errors;

/**
 * The answer has a 4xx status. Nearly all of them refuse the call; after 408 and 499 the
 * {@linkplain #outcome() outcome} is unknown. The decoder creates this type itself if the code has
 * no type of its own, or if the code does not count with that status.
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
