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

/** Closes orders and writes a line about each. */
@Command(
    name = "close",
    description = "Closes unpaid orders and writes a line about each to the standard output.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All orders are closed, by this run or before.",
      "1:Some are paid, refunded, not found or rejected, or invalid so that nothing was sent; none"
          + " is unknown.",
      "2:Wrong usage, or the orders could not be read.",
      "3:Of some it is unknown or unsettled whether they are closed: query them, or close them"
          + " again later."
    },
    footerHeading = "%nOutcomes:%n",
    footer = {
      "  Of a plain close: CLOSED (answered 204), REJECTED, UNKNOWN, INVALID.",
      "  Of a decisive close: CLOSED and ALREADY_CLOSED (release the stock), PAID",
      "  (deliver, or refund), REFUNDED, NOT_FOUND (check the number; such an answer is",
      "  not signed), UNSETTLED (ask again after ask_again_seconds), REJECTED, INVALID.",
      "",
      "Examples:",
      "  wechatpay-feign-cli close --simulator ORDER-1",
      "  wechatpay-feign-cli close --decisive ORDER-1 ORDER-2",
      "  wechatpay-feign-cli close --decisive --json --file orders.txt --parallel 8 \\",
      "      --results results.jsonl",
      "",
      "Environment:",
      "  An option in whose description a variable stands may be given by that",
      "  variable instead. The option wins; an empty variable counts as unset."
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
          "Appends a JSON line to this file for each order that is decided, before it is shown, and"
              + " skips the orders that are decided in it already. After a crash or a kill, run the"
              + " same command again. Unknown, unsettled and invalid orders are tried again, and so"
              + " are refusals that are not about the order's state.")
  private @Nullable String results;

  @Option(
      names = "--simulator",
      description =
          "Closes nothing real: starts a simulated gateway in this process, creates each order"
              + " there and closes it. Every line says so. The options about the merchant are not"
              + " needed and ignored.")
  private boolean simulator;

  @Mixin private MerchantOptions merchant = new MerchantOptions();

  public CloseCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage usage = new Usage(commandLine());
    usage.check(orders::check);
    usage.check(decisive::check);
    try (OrderNumbers numbers = usage.make(() -> orders.open(context.input()));
        OrderClient gateway = usage.make(this::newGateway);
        DecisionLog log = usage.make(() -> openLog(gateway))) {
      return new OrderRun(usage.command(), context, orders)
          .run(
              numbers,
              decisive.step(gateway),
              decisive.longestStep(),
              orders.format(simulator),
              log);
    }
  }

  private OrderClient newGateway() {
    return simulator ? OrderClient.simulated() : OrderClient.at(merchant.connect(context));
  }

  private DecisionLog openLog(OrderClient gateway) {
    return results == null
        ? DecisionLog.NONE
        : ResultsFile.open(
            results, new ResultLines(gateway.mchid(), decisive.isChosen(), simulator));
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "spec").commandLine();
  }
}
