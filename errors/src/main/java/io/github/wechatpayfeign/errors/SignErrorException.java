package io.github.wechatpayfeign.errors;

import org.jspecify.annotations.Nullable;

/**
 * 401 SIGN_ERROR: the gateway did not accept the signature; the key, serial, clock or message is
 * wrong.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012556398">the error codes of "close
 *     order"</a>
 */
public final class SignErrorException extends ClientErrorException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String explanation;

  SignErrorException(ErrorAnswer answer) {
    super(answer);
    this.explanation = answer.explanation();
  }

  /**
   * Returns one sentence that says why the gateway did not accept the signature: the method, the
   * URL, the length of the body, the clock, the serial or the key differs. The message of this
   * exception contains it too. Returns null if the answer has nothing to compare, or if another
   * client signed the request.
   */
  public @Nullable String explanation() {
    return explanation;
  }
}
