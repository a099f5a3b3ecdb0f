package io.github.wechatpayfeign.errors;

/**
 * 400 APPID_MCHID_NOT_MATCH: the appid is not bound to the merchant number.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class AppidMchidNotMatchException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  AppidMchidNotMatchException(ErrorAnswer answer) {
    super(answer);
  }
}
