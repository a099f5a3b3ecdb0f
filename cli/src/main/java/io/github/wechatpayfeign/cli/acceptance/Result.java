package io.github.wechatpayfeign.cli.acceptance;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What was found about a point. The components are the members of its JSON output, in the same
 * order.
 *
 * @param requirement what the application has to do
 * @param message what was seen
 */
@JsonPropertyOrder({"point", "level", "verdict", "requirement", "message"})
record Result(Point point, Level level, Verdict verdict, String requirement, String message) {

  static Result of(Point point, Verdict verdict, String message) {
    return new Result(point, point.level(), verdict, point.requirement(), message);
  }
}
