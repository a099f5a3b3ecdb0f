package io.github.wechatpayfeign.errors;

/**
 * 500 BANK_ERROR: the bank's system failed.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class BankErrorException extends ServerErrorException {

  private static final long serialVersionUID = 1L;

  BankErrorException(ErrorAnswer answer) {
    super(answer);
  }
}
