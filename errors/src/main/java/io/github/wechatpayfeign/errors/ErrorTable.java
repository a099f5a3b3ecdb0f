package io.github.wechatpayfeign.errors;

import static io.github.wechatpayfeign.errors.NextStep.FIX_CREDENTIALS_OR_CLOCK;
import static io.github.wechatpayfeign.errors.NextStep.FIX_REQUEST;
import static io.github.wechatpayfeign.errors.NextStep.QUERY_ORDER;
import static io.github.wechatpayfeign.errors.NextStep.RETRY_LATER;
import static io.github.wechatpayfeign.errors.Outcome.REJECTED;
import static io.github.wechatpayfeign.errors.Outcome.UNKNOWN;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table of what an error answer means: every (status, code) pair of the official page, and the
 * codes that only its older and sibling pages list. {@link StatusTable} has the rows for statuses.
 *
 * <p>The look-up of a code ignores case and underscores, because official pages spell both {@code
 * ORDER_CLOSED} and {@code ORDERCLOSED}. If status and code disagree, the more uncertain one
 * counts: a 500 never becomes a refusal because of its body, and a SYSTEM_ERROR never becomes one
 * because of its 400.
 */
final class ErrorTable {

  /** What an error answer means; {@code code} is null in the rows for statuses. */
  record Row(
      int status,
      @Nullable String code,
      Function<ErrorAnswer, WechatPayException> exception,
      Outcome outcome,
      NextStep next,
      boolean retryable,
      String remedy) {

    /** Returns this row, with an unknown outcome if the other part of the answer has one. */
    Row orUnknown(Outcome ofOther) {
      return ofOther == UNKNOWN
          ? new Row(status, code, exception, UNKNOWN, next, retryable, remedy)
          : this;
    }
  }

  static final List<Row> CODES =
      List.of(
          // The current official page.
          refused(400, "PARAM_ERROR", ParamErrorException::new, FIX_REQUEST, "请根据错误提示正确传入参数"),
          refused(
              400,
              "INVALID_REQUEST",
              InvalidRequestException::new,
              FIX_REQUEST,
              "请参阅接口规则,并根据接口返回的详细信息检查"),
          refused(
              400,
              "MCH_NOT_EXISTS",
              MchNotExistsException::new,
              FIX_CREDENTIALS_OR_CLOCK,
              "请检查商户号是否正确"),
          refused(
              401,
              "SIGN_ERROR",
              SignErrorException::new,
              FIX_CREDENTIALS_OR_CLOCK,
              "请检查签名参数和方法是否都符合签名算法要求"),
          refused(
              403, "RULE_LIMIT", RuleLimitException::new, QUERY_ORDER, "因业务规则限制请求频率,请查看接口返回的详细信息"),
          refused(
              403, "TRADE_ERROR", TradeErrorException::new, QUERY_ORDER, "因业务原因交易失败,请查看接口返回的详细信息"),
          tooOften("FREQUENCY_LIMITED"),
          failed(500, "SYSTEM_ERROR", SystemErrorException::new, RETRY_LATER, "系统异常,请用相同参数重新调用"),

          // Older editions of the page, its siblings, and the pages of error codes.
          new Row(
              202,
              "USER_PAYING",
              UserPayingException::new,
              UNKNOWN,
              QUERY_ORDER,
              true,
              "用户支付中,需要输入密码: 等待5秒后查询订单"),
          refused(
              400,
              "APPID_MCHID_NOT_MATCH",
              AppidMchidNotMatchException::new,
              FIX_REQUEST,
              "请确认appid和mchid是否匹配"),
          refused(400, "ORDER_CLOSED", OrderClosedException::new, QUERY_ORDER, "当前订单已关闭,请重新下单"),
          refused(
              400, "ORDER_PAID", OrderPaidException::new, QUERY_ORDER, "订单已支付,不能发起关单,请当作已支付的正常交易"),
          refused(
              403, "NO_AUTH", NoAuthException::new, FIX_CREDENTIALS_OR_CLOCK, "商户未开通此接口权限,请申请权限"),
          refused(403, "ACCOUNT_ERROR", AccountErrorException::new, QUERY_ORDER, "用户账号异常,无需更多操作"),
          refused(403, "NOT_ENOUGH", NotEnoughException::new, QUERY_ORDER, "用户账号余额不足"),
          refused(
              403,
              "OUT_TRADE_NO_USED",
              OutTradeNoUsedException::new,
              QUERY_ORDER,
              "请核实商户订单号是否重复提交"),
          refused(
              403,
              "USER_ACCOUNT_ABNORMAL",
              UserAccountAbnormalException::new,
              QUERY_ORDER,
              "退款请求失败: 此状态代表退款申请失败,商户可自行处理退款"),
          refused(404, "ORDER_NOT_EXIST", OrderNotExistException::new, QUERY_ORDER, "请检查订单是否发起过交易"),
          refused(
              404,
              "RESOURCE_NOT_EXISTS",
              ResourceNotExistsException::new,
              FIX_REQUEST,
              "请检查请求的资源是否存在"),
          tooOften("FREQUENCY_LIMIT_EXCEED"),
          tooOften("RATELIMIT_EXCEEDED"),
          tooOften("RATE_LIMITED"),
          failed(500, "BANK_ERROR", BankErrorException::new, QUERY_ORDER, "银行系统异常,请先查询订单"),
          new Row(
              500,
              "OPENID_MISMATCH",
              OpenidMismatchException::new,
              UNKNOWN,
              QUERY_ORDER,
              false,
              "请确认openid和appid是否匹配"),
          new Row(
              500,
              "INVALID_TRANSACTIONID",
              InvalidTransactionidException::new,
              UNKNOWN,
              QUERY_ORDER,
              false,
              "请检查微信支付订单号是否正确"),
          failed(
              503,
              "SERVICE_UNAVAILABLE",
              ServiceUnavailableException::new,
              RETRY_LATER,
              "服务不可用,请稍后重试"));

  private static final Map<String, Row> BY_CODE =
      CODES.stream().collect(Collectors.toUnmodifiableMap(row -> key(row.code()), row -> row));

  private ErrorTable() {}

  /**
   * Returns the row of the code or of the status, whichever is more uncertain. If they are equally
   * certain, the row of the code says more, unless the status is about the connection.
   */
  static Row find(int status, @Nullable String code) {
    Row ofStatus = StatusTable.row(status);
    Row ofCode = BY_CODE.get(key(code));
    if (ofCode == null) {
      return ofStatus;
    }
    if (StatusTable.isAboutTheConnection(status) && !ofCode.retryable()) {
      return ofStatus.orUnknown(ofCode.outcome());
    }
    if (ofCode.outcome() != ofStatus.outcome()) {
      return ofCode.outcome() == UNKNOWN ? ofCode : ofStatus;
    }
    // After 401 the gateway does not know who asks, so it says nothing about the order.
    return status == 401 && ofCode.next() == QUERY_ORDER ? ofStatus : ofCode;
  }

  /** Returns the code as the official pages spell it, or null if none of them lists it. */
  static @Nullable String documented(@Nullable String code) {
    Row row = BY_CODE.get(key(code));
    return row == null ? null : row.code();
  }

  private static String key(@Nullable String code) {
    return code == null ? "" : code.replace("_", "").toUpperCase(Locale.ROOT);
  }

  static Row refused(
      int status,
      @Nullable String code,
      Function<ErrorAnswer, WechatPayException> exception,
      NextStep next,
      String remedy) {
    return new Row(status, code, exception, REJECTED, next, false, remedy);
  }

  static Row failed(
      int status,
      @Nullable String code,
      Function<ErrorAnswer, WechatPayException> exception,
      NextStep next,
      String remedy) {
    return new Row(status, code, exception, UNKNOWN, next, true, remedy);
  }

  private static Row tooOften(String code) {
    return new Row(
        429, code, FrequencyLimitedException::new, REJECTED, RETRY_LATER, true, "请降低请求接口频率");
  }
}
