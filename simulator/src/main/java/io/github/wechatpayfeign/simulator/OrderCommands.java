package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.admin.AdminProblem;
import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import io.github.wechatpayfeign.simulator.internal.ledger.OrderPage;
import io.github.wechatpayfeign.simulator.order.OrderState;
import io.github.wechatpayfeign.simulator.order.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands about orders. */
final class OrderCommands {
  private static final String NUMBER = "out_trade_no";
  private static final Parameter OUT_TRADE_NO =
      Parameter.text(NUMBER, "the order's number, 6 to 32 characters", "ORDER-20261130-1");
  private static final Parameter STATE =
      Parameter.choice("state", OrderState.values(), "the new state", OrderState.CLOSED);
  private static final List<Parameter> SUB_ORDER =
      List.of(
          Parameter.text("mchid", "the merchant of the order", "1900000001"),
          Commands.SUB_MCHID,
          Parameter.text("sub_appid", "the sub-merchant's app", "wx0000000000000001").optional(),
          OUT_TRADE_NO,
          total());

  private final WechatPaySimulator simulator;

  private OrderCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    OrderCommands orders = new OrderCommands(simulator);
    List<Command> commands = new ArrayList<>(orders.placing());
    commands.addAll(orders.changing());
    commands.addAll(orders.reading());
    return commands;
  }

  private static Parameter total() {
    return Parameter.integer("total", "the amount in fen, 100 if missing", 100).optional();
  }

  private List<Command> placing() {
    return List.of(
        Command.post("createOrder", "/orders", "Adds an unpaid order.", "新增一笔未支付的订单。")
            .with(OUT_TRADE_NO, total(), Commands.MCHID, Commands.SUB_MCHID)
            .standsFor(
                "OrderBook.create(String)",
                "OrderBook.create(String,long)",
                "OrderBook.ofSubMerchant(String)",
                "WechatPaySimulator.createOrder(String)",
                "WechatPaySimulator.book()",
                "WechatPaySimulator.book(String)",
                "SimulatedMerchant.book()")
            .answers(AnswerSchemas.ORDER)
            .does(this::create),
        Command.post(
                "createCombine",
                "/combines",
                "Adds unpaid orders that are paid together.",
                "新增一笔合单，其中的订单一起支付。")
            .with(
                Parameter.text("combine_out_trade_no", "the combine's number", "COMBINE-1"),
                Parameter.list(
                    "orders",
                    SUB_ORDER,
                    "the orders, 1 to 50",
                    List.of(
                        Map.of("mchid", "1900000001", NUMBER, "PART-20261130-1", "total", 100))),
                Commands.MCHID,
                Commands.SUB_MCHID)
            .standsFor("OrderBook.createCombine(String,List)")
            .does(this::createCombine));
  }

  private List<Command> changing() {
    return List.of(
        change("pay", "Pays an order; with a coupon if one is given.", "支付订单，可使用代金券。")
            .with(
                OUT_TRADE_NO,
                Parameter.integer("coupon", "the discount in fen", 10).optional(),
                Commands.MCHID,
                Commands.SUB_MCHID)
            .standsFor(
                "OrderBook.pay(String)",
                "OrderBook.payWithCoupon(String,long)",
                "WechatPaySimulator.pay(String)")
            .does(this::pay),
        change("tryToPay", "Pays an order if it can be paid.", "如果订单可以支付，则支付。")
            .standsFor("OrderBook.tryToPay(String)")
            .answers(AnswerSchemas.TRIED_ORDER)
            .does(
                arguments -> {
                  boolean paid = book(arguments).tryToPay(arguments.text(NUMBER));
                  Map<String, Object> answer = new LinkedHashMap<>(order(arguments));
                  answer.put("paid", paid);
                  return answer;
                }),
        change("startPaying", "Lets the user begin to pay.", "用户开始支付，正在输入密码。")
            .standsFor("OrderBook.startPaying(String)")
            .does(arguments -> changed(arguments, OrderBook::startPaying)),
        change(
                "refundOrder",
                "Refunds a paid order as if by hand on the website.",
                "像在商户平台上手工操作一样，将已支付的订单全额退款。")
            .standsFor("OrderBook.refund(String)")
            .does(arguments -> changed(arguments, OrderBook::refund)),
        change("moveOrder", "Changes the state of an order.", "修改订单的状态。")
            .with(OUT_TRADE_NO, STATE, Commands.MCHID, Commands.SUB_MCHID)
            .standsFor("OrderBook.move(String,OrderState)")
            .does(
                arguments -> {
                  OrderState next = arguments.choice("state", OrderState.class);
                  return changed(arguments, (book, number) -> book.move(number, next));
                }),
        change(
                "scheduleOrder",
                "Changes the state of an order at a later request about it.",
                "在之后某一次与该订单有关的请求时，修改订单的状态。")
            .with(
                OUT_TRADE_NO,
                STATE,
                Parameter.choice(
                    "step", Step.values(), "before or after which request", Step.BEFORE_CLOSE),
                Parameter.integer("nth", "which request from now on, from 1", 1),
                Commands.MCHID,
                Commands.SUB_MCHID)
            .standsFor("OrderBook.schedule(String,OrderState,Step,int)")
            .does(this::schedule),
        change(
                "expireOrder",
                "Sets the clock to one second after the order's time_expire.",
                "将时钟设置到该订单time_expire之后的一秒。")
            .standsFor("OrderBook.timeExpire(String)", "WechatPaySimulator.setClock(Instant)")
            .does(this::expire));
  }

  private static Command change(String id, String english, String chinese) {
    String action =
        switch (id) {
          case "tryToPay" -> "try-to-pay";
          case "startPaying" -> "start-paying";
          default -> id.replace("Order", "");
        };
    return Command.post(id, "/orders/{out_trade_no}/" + action, english, chinese)
        .with(OUT_TRADE_NO, Commands.MCHID, Commands.SUB_MCHID)
        .answers(AnswerSchemas.ORDER);
  }

  private List<Command> reading() {
    return List.of(
        Command.get(
                "listOrders",
                "/orders",
                "Lists orders with their histories, the newest first.",
                "列出订单及其历史，最新的在前。")
            .with(
                Commands.MCHID,
                Commands.SUB_MCHID,
                Parameter.text("search", "only orders whose number contains it", "20261130")
                    .optional(),
                Parameter.integer("limit", "how many at most, 500 if missing", 500).optional())
            .standsFor(
                "OrderBook.states()",
                "OrderBook.history(String)",
                "WechatPaySimulator.orders()",
                "WechatPaySimulator.history(String)")
            .answers(AnswerSchemas.ORDERS)
            .does(this::list),
        Command.get("showOrder", "/orders/{out_trade_no}", "Shows an order.", "查看一笔订单。")
            .with(OUT_TRADE_NO, Commands.MCHID, Commands.SUB_MCHID)
            .standsFor(
                "OrderBook.state(String)",
                "OrderBook.history(String)",
                "OrderBook.credential(String)",
                "OrderBook.timeExpire(String)",
                "OrderBook.notifyUrl(String)",
                "OrderBook.refunds()",
                "RefundBook.numbersOf(String)",
                "RefundBook.refunded(String)",
                "WechatPaySimulator.state(String)")
            .answers(AnswerSchemas.ORDER)
            .does(this::order));
  }

  private Map<String, ?> create(Arguments arguments) {
    OrderBook book = book(arguments);
    if (arguments.has("total")) {
      book.create(arguments.text(NUMBER), arguments.integer("total"));
    } else {
      book.create(arguments.text(NUMBER));
    }
    return order(arguments);
  }

  private Map<String, ?> createCombine(Arguments arguments) {
    List<SubOrder> orders =
        arguments.list("orders", SUB_ORDER).stream().map(OrderCommands::subOrder).toList();
    book(arguments).createCombine(arguments.text("combine_out_trade_no"), orders);
    return Map.of();
  }

  private static SubOrder subOrder(Arguments part) {
    return new SubOrder(
        part.text("mchid"),
        part.optionalText("sub_mchid"),
        part.optionalText("sub_appid"),
        part.text(NUMBER),
        part.integer("total", OrderBook.DEFAULT_TOTAL));
  }

  private Map<String, ?> pay(Arguments arguments) {
    return changed(
        arguments,
        (book, number) -> {
          if (arguments.has("coupon")) {
            book.payWithCoupon(number, arguments.integer("coupon"));
          } else {
            book.pay(number);
          }
        });
  }

  private Map<String, ?> schedule(Arguments arguments) {
    return changed(
        arguments,
        (book, number) ->
            book.schedule(
                number,
                arguments.choice("state", OrderState.class),
                arguments.choice("step", Step.class),
                arguments.smallInteger("nth")));
  }

  private Map<String, ?> expire(Arguments arguments) {
    return changed(
        arguments,
        (book, number) -> {
          Instant end =
              book.timeExpire(number)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "The order %s has no time_expire: place it with one"
                                  .formatted(number)));
          simulator.setClock(end.plusSeconds(1));
        });
  }

  /** Changes an order. */
  private interface Change {
    void of(OrderBook book, String number);
  }

  private Map<String, ?> changed(Arguments arguments, Change change) {
    change.of(book(arguments), arguments.text(NUMBER));
    return order(arguments);
  }

  private OrderBook book(Arguments arguments) {
    return Commands.book(simulator, arguments);
  }

  private Map<String, ?> order(Arguments arguments) {
    OrderBook book = book(arguments);
    String number = arguments.text(NUMBER);
    if (book.state(number).isEmpty()) {
      throw AdminProblem.notFound("The order %s does not exist".formatted(number));
    }
    return order(book, number);
  }

  private static Map<String, Object> order(OrderBook book, String number) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("mchid", book.owner().mchid());
    if (book.owner().isSubMerchant()) {
      order.put("sub_mchid", book.owner().subMchid());
    }
    order.put(NUMBER, number);
    book.state(number)
        .ifPresent(
            state -> {
              order.put("state", state.name());
              order.put("trade_state", state.tradeState());
            });
    order.put(
        "history",
        book.history(number).stream()
            .map(change -> Commands.change(change.sequence(), change.at(), change.state()))
            .toList());
    book.credential(number).ifPresent(credential -> order.put("credential", credential));
    book.timeExpire(number).ifPresent(end -> order.put("time_expire", end.toString()));
    book.notifyUrl(number).ifPresent(url -> order.put("notify_url", url));
    RefundBook refunds = book.refunds();
    order.put("refunds", refunds.numbersOf(number));
    order.put("refunded", refunds.refunded(number));
    return order;
  }

  private Map<String, ?> list(Arguments arguments) {
    boolean one = arguments.has("mchid") || arguments.has("sub_mchid");
    OrderPage page =
        simulator.newestOrders(
            one ? book(arguments).owner() : null,
            arguments.optionalText("search").orElse(""),
            arguments.integer("limit", 500));
    return Map.of(
        "orders",
        page.orders().stream().map(id -> order(simulator.book(id.owner()), id.number())).toList(),
        "total",
        page.total());
  }
}
