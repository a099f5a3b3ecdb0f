package io.github.wechatpayfeign.api;

import org.jspecify.annotations.Nullable;

/** The rule of merchant numbers, as far as it is known: 1 to 32 characters. */
final class Mchid {

  private Mchid() {}

  static void check(String member, @Nullable String mchid) {
    if (mchid == null || mchid.isBlank() || mchid.length() > 32) {
      throw new IllegalArgumentException(
          "The "
              + member
              + " must have 1 to 32 characters and not be blank, but is "
              + (mchid == null ? "null" : '"' + mchid + '"'));
    }
  }
}
