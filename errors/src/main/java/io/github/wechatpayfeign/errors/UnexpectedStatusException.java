package io.github.wechatpayfeign.errors;

/**
 * The answer has a status that is neither the success of the call nor an error, such as 202 (not
 * processed) or a redirect, or a code that says so: the call may or may not take effect.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public class UnexpectedStatusException extends GatewayErrorException {

  private static final long serialVersionUID = 1L;

  UnexpectedStatusException(ErrorAnswer answer) {
    super(answer);
  }
}
