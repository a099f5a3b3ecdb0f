package io.github.wechatpayfeign.errors;

/**
 * 429 FREQUENCY_LIMITED: too many requests; the gateway did not accept this one.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class FrequencyLimitedException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  FrequencyLimitedException(ErrorAnswer answer) {
    super(answer);
  }
}
