package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Falsification;
import io.github.wechatpayfeign.simulator.internal.admin.AdminProblem;
import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands about notices. */
final class NoticeCommands {
  private static final Parameter ID =
      Parameter.text("id", "the id of the notice", "00000000-0000-5000-a000-000000000000");

  private final WechatPaySimulator simulator;

  private NoticeCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    NoticeCommands notices = new NoticeCommands(simulator);
    return Stream.of(notices.reading(), notices.delivering(), notices.settings())
        .flatMap(List::stream)
        .toList();
  }

  private List<Command> reading() {
    return List.of(
        Command.get(
                "listNotices", "/notices", "Lists the notices, the oldest first.", "列出通知，最早的在前。")
            .with(
                Parameter.text("number", "only those about this order or refund", "ORDER-1")
                    .optional(),
                Parameter.flag("pending", "only those that would be sent again", false).optional(),
                Parameter.integer("limit", "the newest ones, all if missing", 100).optional())
            .standsFor(
                "Notices.all()",
                "Notices.pending()",
                "Notices.about(String)",
                "Notices.deliveries()",
                "WechatPaySimulator.notices()",
                "SimulatedNotice.id()",
                "SimulatedNotice.eventType()",
                "SimulatedNotice.number()",
                "SimulatedNotice.url()",
                "SimulatedNotice.isPending()",
                "SimulatedNotice.nextDelay()",
                "SimulatedNotice.deliveries()")
            .answers(AnswerSchemas.NOTICES)
            .does(this::list),
        Command.get("showNotice", "/notices/{id}", "Shows a notice.", "查看一条通知。")
            .with(ID)
            .standsFor("Notices.all()", "SimulatedNotice.deliveries()")
            .answers(AnswerSchemas.NOTICE)
            .does(arguments -> written(notice(arguments))));
  }

  private List<Command> delivering() {
    return List.of(
        Command.post(
                "deliverPendingNotices",
                "/notices/deliver-pending",
                "Sends each pending notice once.",
                "将每一条待发送的通知发送一次。")
            .standsFor("Notices.deliverPending()")
            .answers(AnswerSchemas.DELIVERIES)
            .does(arguments -> deliveries(notices().deliverPending())),
        Command.post(
                "deliverNotice",
                "/notices/{id}/deliver",
                "Sends a notice now, also if it was accepted before.",
                "立即发送一条通知，即使之前已被接收。")
            .with(ID)
            .standsFor("SimulatedNotice.deliver()")
            .answers(AnswerSchemas.DELIVERY)
            .does(arguments -> written(notice(arguments).deliver())),
        Command.post(
                "deliverNoticeTwice",
                "/notices/{id}/deliver-twice",
                "Sends a notice twice at the same time.",
                "同时发送两次同一条通知。")
            .with(ID)
            .standsFor("SimulatedNotice.deliverTwice()")
            .answers(AnswerSchemas.DELIVERIES)
            .does(arguments -> deliveries(notice(arguments).deliverTwice())),
        Command.post(
                "forgeNotice",
                "/notices/{id}/forge",
                "Sends a notice with a false signature.",
                "发送一条签名错误的通知。")
            .with(
                ID,
                Parameter.choice(
                    "how", Falsification.values(), "what is false", Falsification.FORGED))
            .standsFor("SimulatedNotice.deliver(Falsification)")
            .answers(AnswerSchemas.DELIVERY)
            .does(
                arguments ->
                    written(
                        notice(arguments).deliver(arguments.choice("how", Falsification.class)))),
        Command.post(
                "spoilNotice",
                "/notices/{id}/spoil",
                "Sends a notice with a correct signature but a wrong content.",
                "发送一条签名正确但内容错误的通知。")
            .with(
                ID,
                Parameter.choice(
                    "flaw", NoticeFlaw.values(), "what is wrong", NoticeFlaw.WRONG_API_V3_KEY))
            .standsFor("SimulatedNotice.deliver(NoticeFlaw)")
            .answers(AnswerSchemas.DELIVERY)
            .does(
                arguments ->
                    written(
                        notice(arguments).deliver(arguments.choice("flaw", NoticeFlaw.class)))));
  }

  private List<Command> settings() {
    return List.of(
        Command.post(
                "setNotices",
                "/notices/settings",
                "Sets where notices go, how long they wait, and which key signs them.",
                "设置通知的默认地址、等待应答的时间和签名所用的密钥。")
            .with(
                Parameter.text(
                        "default_url",
                        "where to, if the request had no notify_url",
                        "http://127.0.0.1:8080/notify")
                    .optional(),
                Parameter.integer("answer_limit_millis", "1 to 3600000", 5000).optional(),
                Parameter.flag("sign_with_public_key", "for the mode MIGRATION", false).optional())
            .standsFor(
                "Notices.defaultUrl(String)",
                "Notices.answerLimit(Duration)",
                "Notices.signWithPublicKey(boolean)")
            .does(this::set),
        Command.post(
                "startNotices",
                "/notices/start",
                "Sends notices by themselves from now on, also pending ones.",
                "从现在起自动发送通知，包括待发送的通知。")
            .with(Parameter.number("time_lapse", "how many times faster than real time", 1000))
            .standsFor("Notices.start(double)")
            .does(
                arguments -> {
                  notices().start(arguments.number("time_lapse"));
                  return Map.of();
                }),
        Command.post("stopNotices", "/notices/stop", "Sends nothing by itself.", "不再自动发送通知。")
            .standsFor("Notices.stop()")
            .does(
                arguments -> {
                  notices().stop();
                  return Map.of();
                }));
  }

  private Notices notices() {
    return simulator.notices();
  }

  private SimulatedNotice notice(Arguments arguments) {
    String id = arguments.text("id");
    return notices().all().stream()
        .filter(notice -> notice.id().equals(id))
        .findFirst()
        .orElseThrow(() -> AdminProblem.notFound("The notice %s does not exist".formatted(id)));
  }

  private Map<String, ?> list(Arguments arguments) {
    List<SimulatedNotice> some =
        arguments.optionalText("number").map(notices()::about).orElseGet(notices()::all).stream()
            .filter(notice -> !arguments.flag("pending") || notice.isPending())
            .toList();
    long limit = Math.max(0, arguments.integer("limit", some.size()));
    return Map.of(
        "notices",
        some.stream().skip(Math.max(0, some.size() - limit)).map(NoticeCommands::written).toList(),
        "total",
        some.size());
  }

  private Map<String, ?> set(Arguments arguments) {
    arguments.optionalText("default_url").ifPresent(notices()::defaultUrl);
    if (arguments.has("answer_limit_millis")) {
      notices().answerLimit(Duration.ofMillis(arguments.integer("answer_limit_millis")));
    }
    if (arguments.has("sign_with_public_key")) {
      notices().signWithPublicKey(arguments.flag("sign_with_public_key"));
    }
    return Map.of();
  }

  private static Map<String, ?> written(SimulatedNotice notice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", notice.id());
    json.put("event_type", notice.eventType());
    json.put("number", notice.number());
    json.put("url", notice.url());
    json.put("pending", notice.isPending());
    notice.nextDelay().ifPresent(delay -> json.put("next_delay_seconds", delay.toSeconds()));
    json.putAll(deliveries(notice.deliveries()));
    return json;
  }

  private static Map<String, ?> deliveries(List<NoticeDelivery> some) {
    return Map.of("deliveries", some.stream().map(NoticeCommands::written).toList());
  }

  private static Map<String, ?> written(NoticeDelivery delivery) {
    return Map.of(
        "notice_id", delivery.noticeId(),
        "url", delivery.url(),
        "attempt", delivery.attempt(),
        "flaw", delivery.flaw(),
        "status", delivery.status(),
        "body", delivery.body(),
        "took_millis", delivery.took().toMillis(),
        "failure", delivery.failure(),
        "accepted", delivery.isAccepted());
  }
}
