package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.ProgressLine;
import io.github.wechatpayfeign.cli.console.StopHook;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.DecisionLog;
import io.github.wechatpayfeign.cli.results.ResultFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine;

/**
 * Takes all orders of a command through its step, and reports what became of them. It puts the
 * parts of a run together: {@link Workers} on a pool of threads, a {@link Ticker} for the progress,
 * and a {@link StopHook} for Ctrl-C.
 *
 * <p>However a run ends, its report is printed once, by the run or by the hook.
 */
final class OrderRun {

  private final CommandLine command;
  private final ProcessContext context;
  private final OrderOptions options;
  private final OrderInput input;
  private final long total;

  /**
   * Creates a run.
   *
   * @param total how many orders there are, or -1 if that is unknown before the run
   */
  OrderRun(
      CommandLine command,
      ProcessContext context,
      OrderOptions options,
      OrderInput input,
      long total) {
    this.command = command;
    this.context = context;
    this.options = options;
    this.input = input;
    this.total = total;
  }

  /**
   * Runs until all orders have their result or the run is stopped, and returns the exit code.
   *
   * @param longestStep how long one order can take
   */
  int run(
      OrderClient client,
      OrderStep step,
      Duration longestStep,
      ResultFormat format,
      DecisionLog log)
      throws InterruptedException {
    PrintWriter err = command.getErr();
    boolean terminal = options.areMany() && context.errorIsTerminal().getAsBoolean();
    ProgressLine progress =
        terminal
            ? ProgressLine.shown(err, command.getCommandName(), total)
            : ProgressLine.hidden(err);
    Tally tally = new Tally(options.pace().maxFailures());
    Results results = new Results(format, command.getOut(), progress, log, tally);
    RunReport report = new RunReport(command.getCommandName(), tally, total, client::requests, err);
    // A terminal shows a bar; a log gets a line from time to time.
    Ticker ticker = Ticker.start(terminal ? Duration.ZERO : interval(), report::progress);
    StopHook hook = StopHook.add(new Stop(tally, longestStep, report, progress));
    // Closed in reverse: the hook first, because it uses the others.
    try (OrderNumbers orders = new Usage(command).make(input::open);
        ticker;
        progress;
        hook) {
      new Workers(orders, step, results).run(client.workers(options.pace().parallel()));
      if (orders.isEmpty()) {
        err.println(Words.of("The {0} contains no order number", input.name()));
      }
      return tally.exitCode();
    } catch (IOException e) {
      tally.stop();
      err.println(OneLine.of(String.valueOf(e.getMessage())));
      return ExitCode.worse(ExitCode.WRONG_USAGE, tally.exitCode());
    } finally {
      report.end();
    }
  }

  private Duration interval() {
    return options.areMany() ? context.progressInterval() : Duration.ZERO;
  }
}
