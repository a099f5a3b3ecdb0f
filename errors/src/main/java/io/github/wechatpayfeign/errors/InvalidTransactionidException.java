package io.github.wechatpayfeign.errors;

/**
 * 500 INVALID_TRANSACTIONID: the transaction number is not valid.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class InvalidTransactionidException extends ServerErrorException {

  private static final long serialVersionUID = 1L;

  InvalidTransactionidException(ErrorAnswer answer) {
    super(answer);
  }
}
