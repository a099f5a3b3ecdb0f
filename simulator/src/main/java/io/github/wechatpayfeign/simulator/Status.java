package io.github.wechatpayfeign.simulator;

/** The rules of HTTP for the status of an answer. */
final class Status {
  private Status() {}

  static void requireFinal(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status " + status + " is out of range; give 200 to 599");
    }
  }

  static void requireBodyAllowed(int status) {
    requireFinal(status);
    if (status == 204 || status == 304) {
      throw new IllegalArgumentException(
          "status " + status + " allows no body; give another status or no body");
    }
  }
}
