package io.github.wechatpayfeign.errors;

/**
 * 502 or 503 SERVICE_UNAVAILABLE: the gateway is overloaded or taken offline.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class ServiceUnavailableException extends ServerErrorException {

  private static final long serialVersionUID = 1L;

  ServiceUnavailableException(ErrorAnswer answer) {
    super(answer);
  }
}
