package io.github.wechatpayfeign.errors;

/**
 * The gateway failed: the answer has a 5xx status, or a code that means a failure with any status,
 * such as 400 with SYSTEM_ERROR. The call may have taken effect. The decoder creates this type
 * itself if the code has no type of its own, or if the code would turn a 5xx into a refusal.
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
