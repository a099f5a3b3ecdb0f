package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.admin.Arguments;
import io.github.wechatpayfeign.simulator.internal.admin.Command;
import io.github.wechatpayfeign.simulator.internal.admin.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All commands that a simulator obeys over HTTP. Each calls the Java API. */
final class Commands {
  static final Parameter MCHID =
      Parameter.text("mchid", "the merchant, the first one if missing", "1900000001").optional();
  static final Parameter SUB_MCHID =
      Parameter.text("sub_mchid", "the sub-merchant of that service provider", "1900000109")
          .optional();

  private Commands() {}

  static List<Command> of(WechatPaySimulator simulator) {
    return Stream.of(
            OrderCommands.of(simulator),
            RefundCommands.of(simulator),
            RequestCommands.of(simulator),
            FaultCommands.of(simulator),
            ClockCommands.of(simulator),
            KeyCommands.of(simulator),
            MerchantCommands.of(simulator),
            NoticeCommands.of(simulator))
        .flatMap(List::stream)
        .toList();
  }

  /** Writes a step of the history of an order or a refund. */
  static Map<String, ?> change(long sequence, Instant at, Enum<?> state) {
    return Map.of("sequence", sequence, "at", at.toString(), "state", state.name());
  }

  /** Returns the book that the arguments name. */
  static OrderBook book(WechatPaySimulator simulator, Arguments arguments) {
    OrderBook book =
        arguments.optionalText("mchid").map(simulator::book).orElseGet(simulator::book);
    return arguments.optionalText("sub_mchid").map(book::ofSubMerchant).orElse(book);
  }
}
