package io.github.wechatpayfeign.simulator.fault;

/** Checks the status of an answer by the rules of HTTP. */
final class Status {
  private Status() {}

  static void requireFinal(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("The status must be 200 to 599, but is " + status);
    }
  }

  static void requireBodyAllowed(int status) {
    requireFinal(status);
    if (status == 204 || status == 304) {
      throw new IllegalArgumentException(
          "The status " + status + " allows no body: set another status, or no body");
    }
  }
}
