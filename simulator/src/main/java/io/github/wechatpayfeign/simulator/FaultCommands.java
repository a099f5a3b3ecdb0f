package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.fault.Fault;
import io.github.wechatpayfeign.simulator.fault.WaitingFaults;
import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.FaultJson;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands about faults. */
final class FaultCommands {
  private static final Parameter FAULTS =
      Parameter.list(
          "faults",
          FaultJson.MEMBERS,
          "the faults, one for each request",
          List.of(Map.of("kind", "error", "status", 500, "code", "SYSTEM_ERROR")));

  private final WechatPaySimulator simulator;

  private FaultCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    return new FaultCommands(simulator).all();
  }

  private List<Command> all() {
    return List.of(
        Command.get("listFaults", "/faults", "Lists the faults that wait.", "列出等待生效的故障。")
            .standsFor("WechatPaySimulator.waitingFaults()")
            .answers(AnswerSchemas.FAULTS)
            .does(arguments -> waiting()),
        Command.delete("clearFaults", "/faults", "Removes all faults.", "清除所有故障。")
            .standsFor("WechatPaySimulator.clearFaults()")
            .does(
                arguments -> {
                  simulator.clearFaults();
                  return Map.of();
                }),
        Command.post("failNext", "/faults/next", "Makes the next requests fail.", "让接下来的请求失败。")
            .with(FAULTS)
            .standsFor("WechatPaySimulator.failNext(Fault[])")
            .answers(AnswerSchemas.FAULTS)
            .does(
                arguments -> {
                  simulator.failNext(faults(arguments));
                  return waiting();
                }),
        Command.post(
                "failOrder",
                "/faults/orders/{out_trade_no}",
                "Makes requests about an order fail; the last fault stays, an empty list removes.",
                "让与某一订单有关的请求失败；最后一个故障持续有效，空列表表示取消。")
            .with(Parameter.text("out_trade_no", "the order's number", "ORDER-20261130-1"), FAULTS)
            .standsFor("WechatPaySimulator.failOrder(String,Fault[])")
            .answers(AnswerSchemas.FAULTS)
            .does(
                arguments -> {
                  simulator.failOrder(arguments.text("out_trade_no"), faults(arguments));
                  return waiting();
                }),
        Command.post(
                "failPath",
                "/faults/paths",
                "Makes requests to a path fail; the last fault stays, an empty list removes.",
                "让访问某一路径的请求失败；最后一个故障持续有效，空列表表示取消。")
            .with(
                Parameter.text("path", "the raw path; * stands for any characters", "/v3/refund/*"),
                FAULTS)
            .standsFor("WechatPaySimulator.failPath(String,Fault[])")
            .answers(AnswerSchemas.FAULTS)
            .does(
                arguments -> {
                  simulator.failPath(arguments.text("path"), faults(arguments));
                  return waiting();
                }));
  }

  private static Fault[] faults(Arguments arguments) {
    return FaultJson.read(arguments.list("faults", FaultJson.MEMBERS)).toArray(Fault[]::new);
  }

  private Map<String, ?> waiting() {
    WaitingFaults waiting = simulator.waitingFaults();
    return Map.of(
        "next", FaultJson.write(waiting.next()),
        "orders", written(waiting.byOrder()),
        "paths", written(waiting.byPath()));
  }

  private static Map<String, ?> written(Map<String, List<Fault>> faults) {
    Map<String, Object> written = new LinkedHashMap<>();
    faults.forEach((key, list) -> written.put(key, FaultJson.write(list)));
    return written;
  }
}
