package io.github.wechatpayfeign.errors;

/**
 * The answer is neither the success of the call nor an error: its status is, for example, 202 (not
 * processed yet) or a redirect, or its code means that. The call may or may not take effect.
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
