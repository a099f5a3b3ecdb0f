package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.results.JsonFormat;
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
        "Nothing was sent, because "
            + check.wrong()
            + " of "
            + check.count()
            + (check.count() == 1 ? " order number is wrong" : " order numbers are wrong")
            + (check.wrong() > check.problems().size()
                ? "; the first " + check.problems().size() + " are above"
                : ""));
  }

  /** Prints that all order numbers are right, and returns the exit code. */
  int report() {
    PrintWriter out = usage.command().getOut();
    out.println(
        options.isJson()
            ? JsonFormat.write(Map.of("orders", total))
            : total
                + (total == 1 ? " order number is" : " order numbers are")
                + " right; nothing was sent");
    out.flush();
    return ExitCode.DONE;
  }

  OrderRun run() {
    return new OrderRun(usage.command(), context, options, input, total);
  }
}
