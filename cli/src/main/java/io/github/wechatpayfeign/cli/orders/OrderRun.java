package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.results.DecisionLog;
import io.github.wechatpayfeign.cli.results.ResultFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;

/** Takes all orders of a command through its step, and tells what became of them. */
final class OrderRun {

  private final CommandLine command;
  private final ProcessContext context;
  private final OrderOptions options;

  OrderRun(CommandLine command, ProcessContext context, OrderOptions options) {
    this.command = command;
    this.context = context;
    this.options = options;
  }

  /**
   * Returns the exit code.
   *
   * @param longestStep how long one order can take
   */
  int run(
      OrderNumbers orders,
      OrderStep step,
      Duration longestStep,
      ResultFormat format,
      DecisionLog log)
      throws InterruptedException {
    PrintWriter err = command.getErr();
    ProgressLine progress = newProgressLine(err);
    Results results = new Results(format, command.getOut(), progress, log);
    Tally tally = results.tally();
    StopHook hook = StopHook.add(new Stop(tally, longestStep, options::count, progress, err));
    try (progress;
        hook) {
      new Workers(orders, step, results).run(options.workers());
      return tally.exitCode();
    } catch (IOException e) {
      err.println(OneLine.of(String.valueOf(e.getMessage())));
      return Math.max(ExitCode.WRONG_USAGE, tally.exitCode());
    } finally {
      tally.skippedInWords().ifPresent(err::println);
      err.flush();
    }
  }

  private ProgressLine newProgressLine(PrintWriter err) {
    return options.areMany() && context.errorIsTerminal().getAsBoolean()
        ? ProgressLine.shown(err, command.getCommandName(), options.count())
        : ProgressLine.hidden(err);
  }
}
