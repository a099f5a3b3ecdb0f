package io.github.wechatpayfeign.cli.orders;

import java.util.List;

/**
 * What the check of all order numbers found, before anything is sent.
 *
 * @param count how many numbers there are
 * @param wrong how many of them break their rule
 * @param problems a sentence about each of the first 20 of these; a wrong file may have millions
 */
record OrderCheck(long count, long wrong, List<String> problems) {

  static final int MAX_PROBLEMS = 20;

  OrderCheck {
    problems = List.copyOf(problems);
  }
}
