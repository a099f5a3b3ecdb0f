package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.admin.AdminProblem;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Commands about the clock. */
final class ClockCommands {
  private final WechatPaySimulator simulator;

  private ClockCommands(WechatPaySimulator simulator) {
    this.simulator = simulator;
  }

  static List<Command> of(WechatPaySimulator simulator) {
    return new ClockCommands(simulator).all();
  }

  private List<Command> all() {
    return List.of(
        Command.get("showClock", "/clock", "Shows the simulator's time.", "查看模拟器的时间。")
            .standsFor("WechatPaySimulator.now()")
            .answers(AnswerSchemas.CLOCK)
            .does(arguments -> time()),
        Command.post("setClock", "/clock/set", "Sets the clock, which runs on.", "设置时钟，时钟继续走。")
            .with(Parameter.text("now", "an RFC 3339 time with an offset", "2026-11-30T10:00:00Z"))
            .standsFor("WechatPaySimulator.setClock(Instant)")
            .answers(AnswerSchemas.CLOCK)
            .does(
                arguments -> {
                  simulator.setClock(instant(arguments.text("now")));
                  return time();
                }),
        Command.post("advanceClock", "/clock/advance", "Moves the clock.", "拨动时钟。")
            .with(Parameter.integer("seconds", "how far; back if negative", 60))
            .standsFor("WechatPaySimulator.advanceClock(Duration)")
            .answers(AnswerSchemas.CLOCK)
            .does(
                arguments -> {
                  simulator.advanceClock(Duration.ofSeconds(arguments.integer("seconds")));
                  return time();
                }),
        Command.post("resetClock", "/clock/reset", "Gives the clock the real time.", "恢复为真实时间。")
            .standsFor("WechatPaySimulator.resetClock()")
            .answers(AnswerSchemas.CLOCK)
            .does(
                arguments -> {
                  simulator.resetClock();
                  return time();
                }));
  }

  private Map<String, ?> time() {
    Instant now = simulator.now();
    return Map.of("now", now.toString(), "timestamp", now.getEpochSecond());
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw AdminProblem.wrongArgument(
          "The parameter now must be like 2026-11-30T18:00:00+08:00, but is \"%s\""
              .formatted(text));
    }
  }
}
