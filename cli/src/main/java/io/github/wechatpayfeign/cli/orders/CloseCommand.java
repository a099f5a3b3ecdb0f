package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import io.github.wechatpayfeign.cli.results.DecisionLog;
import io.github.wechatpayfeign.cli.results.ResultLines;
import io.github.wechatpayfeign.cli.results.ResultsFile;
import io.github.wechatpayfeign.cli.settings.MerchantOptions;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Closes orders and writes a line about each. All order numbers are checked before the keys are
 * read and anything is sent: a file with one wrong line closes nothing.
 */
@Command(
    name = "close",
    description = "Closes unpaid orders and writes a line about each to the standard output.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All orders are closed, by this run or before.",
      "1:Some are paid, refunded, not found or rejected.",
      "2:Wrong usage, or order numbers that are wrong or cannot be read.",
      "3:For some it is unknown or unsettled whether they are closed: query them, or close them"
          + " again later.",
      "4:For some nothing was sent: run the same command again.",
      "5:The credentials or the clock are wrong, and the run stopped: see doctor."
    },
    footerHeading = "%nOutcomes:%n",
    footer = {
      "  Plain close: CLOSED (answered 204), REJECTED, UNKNOWN, NOT_SENT, INVALID.",
      "  Decisive close: CLOSED and ALREADY_CLOSED (release the stock), PAID (deliver,",
      "  or refund), REFUNDED, NOT_FOUND (check the number; this answer is not signed),",
      "  UNSETTLED (ask again after ask_again_seconds), REJECTED, NOT_SENT, INVALID.",
      "",
      "Examples:",
      "  wechatpay-feign-cli close --simulator ORDER-1",
      "  wechatpay-feign-cli close --decisive ORDER-1 ORDER-2",
      "  wechatpay-feign-cli close --decisive --json --file orders.txt --parallel 8 \\",
      "      --results results.jsonl",
      "",
      "Environment:",
      "  An option whose description names a variable can be set by that variable",
      "  instead. The option wins; an empty variable counts as unset."
    })
public final class CloseCommand implements Callable<Integer> {

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OrderOptions orders = new OrderOptions();

  @Mixin private DecisiveOptions decisive = new DecisiveOptions();

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description =
          "Appends a JSON line to this file for each decided order, before it is shown, and skips"
              + " the orders that the file already contains. After a crash or a kill, run the same"
              + " command again. Unknown, unsettled and unsent orders are tried again, and so are"
              + " refusals that are not about the state of the order.")
  private @Nullable String results;

  @Option(
      names = "--simulator",
      description =
          "Closes nothing real: starts a simulated gateway in this process, creates each order"
              + " there and closes it. Every line says so. The options of the merchant are not"
              + " needed and ignored.")
  private boolean simulator;

  @Mixin private MerchantOptions merchant = new MerchantOptions();

  public CloseCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage usage = new Usage(commandLine());
    usage.check(decisive::check);
    OrderPlan plan = OrderPlan.of(usage, context, orders, OrderNumberRule.OUT_TRADE_NO);
    if (orders.isDryRun()) {
      return plan.report();
    }
    OrderRun run = plan.run(simulator);
    // The log names the merchant, so the client comes first. The log closes first, too.
    try (OrderClient client = usage.make(this::newClient);
        DecisionLog log = usage.make(() -> openLog(client))) {
      return run.run(
          client, decisive.step(client), decisive.longestStep(), orders.format(simulator), log);
    }
  }

  private OrderClient newClient() {
    return simulator
        ? OrderClient.simulated(orders.pace(), context.clock())
        : OrderClient.at(merchant.client(context), orders.pace(), context.clock());
  }

  private DecisionLog openLog(OrderClient client) {
    if (results == null) {
      return DecisionLog.NONE;
    }
    try (ReadingProgress progress = ReadingProgress.of(results, context, commandLine().getErr())) {
      return ResultsFile.open(
          results, new ResultLines(client.mchid(), decisive.isChosen(), simulator), progress);
    }
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "spec").commandLine();
  }
}
