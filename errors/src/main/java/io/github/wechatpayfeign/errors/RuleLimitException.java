package io.github.wechatpayfeign.errors;

/**
 * 403 RULE_LIMIT: a business rule refuses the request.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class RuleLimitException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  RuleLimitException(ErrorAnswer answer) {
    super(answer);
  }
}
