package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.admin.AdminProblem;
import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import io.github.wechatpayfeign.simulator.order.RefundState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands about refunds. */
final class RefundCommands {
  private static final String NUMBER = "out_refund_no";
  private static final Parameter OUT_REFUND_NO =
      Parameter.text(NUMBER, "the refund's number, 1 to 64 characters", "REFUND-20261130-1");
  private static final Parameter STATE =
      Parameter.choice("state", RefundState.values(), "the new state", RefundState.ABNORMAL);
  private static final Parameter QUERIES =
      Parameter.integer("queries", "the query that finds it in that state; 0 means at once", 1);

  private final WechatPaySimulator simulator;

  private RefundCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    return new RefundCommands(simulator).all();
  }

  private List<Command> all() {
    return List.of(
        Command.get("listRefunds", "/refunds", "Lists the refunds of a merchant.", "列出商户的退款。")
            .with(Commands.MCHID, Commands.SUB_MCHID)
            .standsFor("RefundBook.states()")
            .answers(AnswerSchemas.REFUNDS)
            .does(this::list),
        Command.get("showRefund", "/refunds/{out_refund_no}", "Shows a refund.", "查看一笔退款。")
            .with(OUT_REFUND_NO, Commands.MCHID, Commands.SUB_MCHID)
            .standsFor(
                "RefundBook.state(String)",
                "RefundBook.history(String)",
                "RefundBook.amount(String)",
                "RefundBook.notifyUrl(String)")
            .answers(AnswerSchemas.REFUND)
            .does(this::refund),
        Command.post(
                "settleNewRefunds",
                "/refunds/settle-new",
                "Sets how refunds end that are accepted from now on.",
                "设置之后受理的退款的结果。")
            .with(STATE, QUERIES, Commands.MCHID, Commands.SUB_MCHID)
            .standsFor("RefundBook.settleNew(RefundState,int)")
            .does(
                arguments -> {
                  book(arguments).settleNew(state(arguments), arguments.smallInteger("queries"));
                  return Map.of();
                }),
        Command.post(
                "refundsNotEnough",
                "/refunds/not-enough",
                "Sets whether the merchant is short of money for refunds.",
                "设置商户的余额是否不足以退款。")
            .with(
                Parameter.flag("value", "whether there is not enough money", true),
                Commands.MCHID,
                Commands.SUB_MCHID)
            .standsFor("RefundBook.notEnough(boolean)")
            .does(
                arguments -> {
                  book(arguments).notEnough(arguments.flag("value"));
                  return Map.of();
                }),
        Command.post(
                "scheduleRefund",
                "/refunds/{out_refund_no}/schedule",
                "Sets how one refund ends, whether it exists already or not.",
                "设置某一笔退款的结果，无论它是否已经存在。")
            .with(OUT_REFUND_NO, STATE, QUERIES, Commands.MCHID, Commands.SUB_MCHID)
            .standsFor("RefundBook.schedule(String,RefundState,int)")
            .does(
                arguments -> {
                  book(arguments)
                      .schedule(
                          arguments.text(NUMBER),
                          state(arguments),
                          arguments.smallInteger("queries"));
                  return Map.of();
                }),
        Command.post(
                "moveRefund",
                "/refunds/{out_refund_no}/move",
                "Changes the state of a refund.",
                "修改退款的状态。")
            .with(OUT_REFUND_NO, STATE, Commands.MCHID, Commands.SUB_MCHID)
            .standsFor("RefundBook.move(String,RefundState)")
            .answers(AnswerSchemas.REFUND)
            .does(
                arguments -> {
                  book(arguments).move(arguments.text(NUMBER), state(arguments));
                  return refund(arguments);
                }));
  }

  private static RefundState state(Arguments arguments) {
    return arguments.choice("state", RefundState.class);
  }

  private RefundBook book(Arguments arguments) {
    return Commands.book(simulator, arguments).refunds();
  }

  private Map<String, ?> list(Arguments arguments) {
    RefundBook book = book(arguments);
    return Map.of(
        "refunds", book.states().keySet().stream().sorted().map(no -> refund(book, no)).toList());
  }

  private Map<String, ?> refund(Arguments arguments) {
    RefundBook book = book(arguments);
    String number = arguments.text(NUMBER);
    if (book.state(number).isEmpty()) {
      throw AdminProblem.notFound("The refund %s does not exist".formatted(number));
    }
    return refund(book, number);
  }

  private static Map<String, ?> refund(RefundBook book, String number) {
    Map<String, Object> refund = new LinkedHashMap<>();
    refund.put(NUMBER, number);
    book.state(number).ifPresent(state -> refund.put("state", state.name()));
    refund.put("amount", book.amount(number));
    refund.put(
        "history",
        book.history(number).stream()
            .map(change -> Commands.change(change.sequence(), change.at(), change.state()))
            .toList());
    book.notifyUrl(number).ifPresent(url -> refund.put("notify_url", url));
    return refund;
  }
}
