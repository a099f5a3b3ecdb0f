package io.github.wechatpayfeign.merchant;

import java.io.Serial;
import java.security.GeneralSecurityException;

/** A key is encrypted by a cipher that is not known here. */
final class UnknownCipherException extends GeneralSecurityException {

  @Serial private static final long serialVersionUID = 1L;

  UnknownCipherException(String cipher) {
    super(cipher);
  }
}
