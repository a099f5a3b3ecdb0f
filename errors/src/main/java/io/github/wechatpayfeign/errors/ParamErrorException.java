package io.github.wechatpayfeign.errors;

/**
 * 400 PARAM_ERROR: a parameter is missing or wrong; {@link #detail()} names it.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class ParamErrorException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  ParamErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
