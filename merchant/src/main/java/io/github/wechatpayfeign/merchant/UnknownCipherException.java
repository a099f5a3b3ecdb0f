package io.github.wechatpayfeign.merchant;

import java.io.Serial;
import java.security.GeneralSecurityException;

/** A key is encrypted with a cipher that this library does not know. */
final class UnknownCipherException extends GeneralSecurityException {

  @Serial private static final long serialVersionUID = 1L;

  UnknownCipherException(String cipher) {
    super(cipher);
  }
}
