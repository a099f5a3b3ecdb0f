package io.github.wechatpayfeign.cli.orders;

import java.util.List;

/**
 * What is wrong with the order numbers of a run.
 *
 * @param count how many numbers there are
 * @param wrong how many of them break their rule
 * @param problems a sentence about each of the first of these
 */
record OrderCheck(long count, long wrong, List<String> problems) {

  static final int MAX_PROBLEMS = 20;

  OrderCheck {
    problems = List.copyOf(problems);
  }
}
