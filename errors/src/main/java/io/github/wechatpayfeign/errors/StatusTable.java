package io.github.wechatpayfeign.errors;

import static io.github.wechatpayfeign.errors.NextStep.FIX_CREDENTIALS_OR_CLOCK;
import static io.github.wechatpayfeign.errors.NextStep.FIX_REQUEST;
import static io.github.wechatpayfeign.errors.NextStep.QUERY_ORDER;
import static io.github.wechatpayfeign.errors.NextStep.RETRY_LATER;
import static io.github.wechatpayfeign.errors.Outcome.REJECTED;
import static io.github.wechatpayfeign.errors.Outcome.UNKNOWN;

import io.github.wechatpayfeign.errors.ErrorTable.Row;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a status means without a code: one row for each family (4xx, 5xx, others), and one for each
 * status that differs from its family.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, status codes</a>
 */
final class StatusTable {

  /**
   * Statuses that are not about the request itself, but about the connection, a proxy or the rate:
   * 407 and 511 ask for access to the network, 421 and 426 for another connection or protocol, 425
   * (RFC 8470) for a request that is not early data, 429 (RFC 6585) for fewer requests. After 408
   * the request may have arrived; so it may after 499, which nginx uses if its client disconnected.
   */
  private static final Set<Integer> ABOUT_THE_CONNECTION =
      Set.of(407, 408, 421, 425, 426, 429, 499, 511);

  private static final Row ACCEPTED =
      new Row(
          202,
          null,
          UnexpectedStatusException::new,
          UNKNOWN,
          RETRY_LATER,
          true,
          "服务器已接受请求,但尚未处理: 请使用原参数重复请求一遍");

  private static final Map<Integer, Row> STATUSES =
      Stream.of(
              ACCEPTED,
              ErrorTable.refused(
                  401, null, ClientErrorException::new, FIX_CREDENTIALS_OR_CLOCK, "请检查签名"),
              ErrorTable.refused(403, null, ClientErrorException::new, QUERY_ORDER, "请查看接口返回的详细信息"),
              ErrorTable.refused(404, null, ClientErrorException::new, QUERY_ORDER, "请检查订单号和请求地址"),
              passing(407, REJECTED, "代理服务器要求身份验证: 请检查代理设置后重试"),
              passing(408, UNKNOWN, "请求超时: 请稍后用相同参数重新调用"),
              passing(421, REJECTED, "请求发送到了错误的服务器: 请稍后用相同参数重新调用"),
              passing(425, REJECTED, "请求过早: 请稍后用相同参数重新调用"),
              passing(426, REJECTED, "服务器要求使用其他协议: 请检查代理设置后重试"),
              passing(429, REJECTED, "请降低请求接口频率"),
              passing(499, UNKNOWN, "连接被提前关闭: 请稍后用相同参数重新调用"),
              ErrorTable.failed(
                  511, null, ServerErrorException::new, RETRY_LATER, "网络要求身份验证: 请检查网络后重试"))
          .collect(Collectors.toUnmodifiableMap(Row::status, Function.identity()));

  private static final Row CLIENT_ERROR =
      ErrorTable.refused(400, null, ClientErrorException::new, FIX_REQUEST, "请根据接口返回的详细信息检查");

  private static final Row SERVER_ERROR =
      ErrorTable.failed(500, null, ServerErrorException::new, RETRY_LATER, "请稍后用相同参数重新调用");

  private static final Row UNEXPECTED =
      new Row(0, null, UnexpectedStatusException::new, UNKNOWN, QUERY_ORDER, false, "请查询订单确认状态");

  private StatusTable() {}

  /** Returns whether a status is about the connection, a proxy or the rate of requests. */
  static boolean isAboutTheConnection(int status) {
    return ABOUT_THE_CONNECTION.contains(status);
  }

  static Row row(int status) {
    Row row = STATUSES.get(status);
    if (row != null) {
      return row;
    }
    return switch (status / 100) {
      case 4 -> CLIENT_ERROR;
      case 5 -> SERVER_ERROR;
      default -> UNEXPECTED;
    };
  }

  private static Row passing(int status, Outcome outcome, String remedy) {
    return new Row(status, null, ClientErrorException::new, outcome, RETRY_LATER, true, remedy);
  }
}
