package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.cli.settings.RunSignatures;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/**
 * The orders of a run, checked before anything is sent: half a run over a damaged file is hard to
 * repair. Only a source that can be read just once, such as a pipe, is checked number by number as
 * it comes.
 *
 * @param total how many orders there are, or -1 if that is unknown before the run
 */
record OrderPlan(
    Usage usage, ProcessContext context, OrderOptions options, OrderInput input, long total) {

  /**
   * Reads the orders.
   *
   * @throws ParameterException if some are wrong; the standard error names them
   */
  static OrderPlan of(
      Usage usage, ProcessContext context, OrderOptions options, OrderNumberRule rule) {
    OrderInput input = usage.make(() -> options.input(rule, context.input()));
    if (!usage.make(input::canBeReadTwice) && !options.isDryRun()) {
      return new OrderPlan(usage, context, options, input, -1);
    }
    OrderCheck check = usage.make(input::check);
    if (check.wrong() == 0) {
      return new OrderPlan(usage, context, options, input, check.count());
    }
    PrintWriter err = usage.command().getErr();
    check.problems().forEach(problem -> err.println(OneLine.of(problem)));
    throw new ParameterException(
        usage.command(),
        (check.count() == 1
                ? Words.of("Nothing was sent, because 1 of 1 order number is wrong")
                : Words.of(
                    "Nothing was sent, because {0} of {1} order numbers are wrong",
                    check.wrong(), check.count()))
            + (check.wrong() > check.problems().size()
                ? Words.of("; the first {0} are above", check.problems().size())
                : ""));
  }

  /** Prints that all order numbers are right, and returns the exit code. */
  int report() {
    PrintWriter out = usage.command().getOut();
    out.println(
        options.isJson()
            ? JsonFormat.write(Map.of("orders", total))
            : total == 1
                ? Words.of("1 order number is right; nothing was sent")
                : Words.of("{0} order numbers are right; nothing was sent", total));
    out.flush();
    return ExitCode.DONE;
  }

  /**
   * Prepares a run of them. This comes before the client is made, whose signatures it decides.
   *
   * @param simulated whether the run starts a simulator
   */
  OrderRun run(boolean simulated) {
    RunSignatures.decide(total, simulated);
    return new OrderRun(usage.command(), context, options, input, total);
  }
}
