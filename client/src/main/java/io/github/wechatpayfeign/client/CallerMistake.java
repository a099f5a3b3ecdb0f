package io.github.wechatpayfeign.client;

/** Tells which exceptions say that the caller has to mend something, before anything was sent. */
final class CallerMistake {

  private CallerMistake() {}

  static boolean is(Throwable failure) {
    return failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
  }
}
