package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.gateway.HandledRequest;
import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.admin.AdminProblem;
import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import io.github.wechatpayfeign.simulator.internal.checks.SignatureExplanation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Commands about the requests that came, and the command that forgets everything. */
final class RequestCommands {
  private static final int MAX_WAIT_SECONDS = 30;

  /** The end of a signature says nothing to a person; its beginning is enough to compare two. */
  private static final Pattern SIGNATURE = Pattern.compile("(signature=\"[^\"]{0,12})[^\"]*\"");

  private final WechatPaySimulator simulator;

  private RequestCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    return new RequestCommands(simulator).all();
  }

  private List<Command> all() {
    return List.of(
        Command.get(
                "listRequests",
                "/requests",
                "Lists the newest requests with the verdict on each, or waits for the next one.",
                "列出最近的请求及其结果，或者等待下一个请求。")
            .with(
                Parameter.integer("after", "only requests with a larger sequence", 0).optional(),
                Parameter.integer("limit", "how many at most, 100 if missing", 100).optional(),
                Parameter.integer("wait_seconds", "how long to wait for one, 0 to 30", 0)
                    .optional())
            .standsFor(
                "WechatPaySimulator.awaitRequests(long,Duration)",
                "WechatPaySimulator.handledRequests()",
                "WechatPaySimulator.requests()",
                "WechatPaySimulator.requestCount()")
            .answers(AnswerSchemas.REQUESTS)
            .does(this::list),
        Command.get(
                "showRequest",
                "/requests/{sequence}",
                "Shows a request with the verdict on it.",
                "查看一个请求及其结果。")
            .with(Parameter.integer("sequence", "the number of the request", 1))
            .standsFor("WechatPaySimulator.handledRequests()")
            .answers(AnswerSchemas.REQUEST)
            .does(this::show),
        Command.post(
                "reset",
                "/reset",
                "Removes orders, refunds, notices, faults and requests; keys and merchants stay.",
                "清除订单、退款、通知、故障和请求，保留密钥和商户。")
            .standsFor("WechatPaySimulator.reset()")
            .does(
                arguments -> {
                  simulator.reset();
                  return Map.of();
                }));
  }

  private Map<String, ?> list(Arguments arguments) {
    long wait = arguments.integer("wait_seconds", 0);
    if (wait < 0 || wait > MAX_WAIT_SECONDS) {
      throw AdminProblem.wrongArgument(
          "The parameter wait_seconds must be 0 to %d, but is %d"
              .formatted(MAX_WAIT_SECONDS, wait));
    }
    List<HandledRequest> requests =
        simulator.awaitRequests(arguments.integer("after", 0), Duration.ofSeconds(wait));
    long limit = Math.max(0, arguments.integer("limit", 100));
    // Those who follow the requests must not miss one; others want the newest.
    long skipped = arguments.has("after") ? 0 : Math.max(0, requests.size() - limit);
    return Map.of(
        "count",
        simulator.requestCount(),
        "requests",
        requests.stream().skip(skipped).limit(limit).map(this::written).toList());
  }

  private Map<String, ?> show(Arguments arguments) {
    long sequence = arguments.integer("sequence");
    return simulator.handledRequests().stream()
        .filter(request -> request.sequence() == sequence)
        .findFirst()
        .map(this::written)
        .orElseThrow(
            () -> AdminProblem.notFound("There is no request %d any more".formatted(sequence)));
  }

  private Map<String, ?> written(HandledRequest handled) {
    ReceivedRequest request = handled.request();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sequence", handled.sequence());
    json.put("at", handled.at().toString());
    json.put("method", request.method());
    json.put("target", request.target());
    json.put("headers", headers(request));
    json.put("body", new String(request.body(), StandardCharsets.UTF_8));
    json.put("accepted", handled.isAccepted());
    json.put("status", handled.status());
    json.put("code", handled.code());
    json.put("message", handled.message());
    json.put("fault", handled.fault());
    simulator
        .explain(handled)
        .ifPresent(explanation -> json.put("explanation", written(explanation)));
    return json;
  }

  private static Map<String, ?> written(SignatureExplanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("reason", explanation.english());
    json.put("reason_zh", explanation.chinese());
    explanation.expected().ifPresent(message -> json.put("expected", message));
    explanation.signed().ifPresent(message -> json.put("signed", message));
    if (explanation.firstDifference() >= 0) {
      json.put("first_difference", explanation.firstDifference());
    }
    return json;
  }

  private static Map<String, List<String>> headers(ReceivedRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    headers.computeIfPresent(
        "Authorization",
        (name, values) ->
            values.stream().map(value -> SIGNATURE.matcher(value).replaceAll("$1…\"")).toList());
    return headers;
  }
}
