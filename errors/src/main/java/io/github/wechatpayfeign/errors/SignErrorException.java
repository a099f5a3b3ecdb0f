package io.github.wechatpayfeign.errors;

import org.jspecify.annotations.Nullable;

/**
 * 401 SIGN_ERROR: the gateway did not accept the signature: wrong key, serial, clock or message.
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
   * Returns in one sentence what differs between what was signed and what the gateway verified: the
   * method, the URL, the length of the body, the clock, the serial or the key. It is part of the
   * message too. Null where the gateway gives nothing to compare, or another client signed.
   */
  public @Nullable String explanation() {
    return explanation;
  }
}
