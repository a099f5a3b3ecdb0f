package io.github.wechatpayfeign.client;

/**
 * Says which exceptions, thrown before anything was sent, mean that the caller must fix something.
 */
final class CallerMistake {

  private CallerMistake() {}

  static boolean is(Throwable failure) {
    return failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
  }
}
