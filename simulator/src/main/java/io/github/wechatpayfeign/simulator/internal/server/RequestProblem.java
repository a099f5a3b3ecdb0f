package io.github.wechatpayfeign.simulator.internal.server;

/**
 * Why a request was not understood.
 *
 * @param status the status with which to answer, 400 to 505
 * @param description one line of printable ASCII, without anything of the headers or the body
 */
public record RequestProblem(int status, String description) {

  /** Leaves nothing in the description that could be a second line of a log. */
  public RequestProblem {
    description = description.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
