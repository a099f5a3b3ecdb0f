package io.github.wechatpayfeign.cli.orders;

import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import io.github.wechatpayfeign.cli.results.DecisionLog;
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

/** Queries orders and writes a line about each; it shares all but the step with {@code close}. */
@Command(
    name = "query",
    description = "Queries orders and writes a line about each to the standard output.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All orders are found, whatever their state; the answers are signed.",
      "1:Some are not found or rejected.",
      "2:Wrong usage, or order numbers that are wrong or cannot be read.",
      "3:For some nothing is known: query them again.",
      "4:For some nothing was sent: run the same command again.",
      "5:The credentials or the clock are wrong, and the run stopped: see doctor."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli query ORDER-1",
      "  wechatpay-feign-cli query --json --file orders.txt",
      "  wechatpay-feign-cli query --transaction-id 1217752501201407033233368018",
      "",
      "Environment:",
      "  An option whose description names a variable can be set by that variable",
      "  instead. The option wins; an empty variable counts as unset."
    })
public final class QueryCommand implements Callable<Integer> {

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private OrderOptions orders = new OrderOptions();

  @Option(
      names = "--transaction-id",
      description = "The numbers are WeChat Pay's own, of 1 to 32 digits and letters.")
  private boolean byTransactionId;

  @Mixin private MerchantOptions merchant = new MerchantOptions();

  public QueryCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Usage usage = new Usage(commandLine());
    OrderNumberRule rule =
        byTransactionId ? OrderNumberRule.TRANSACTION_ID : OrderNumberRule.OUT_TRADE_NO;
    OrderPlan plan = OrderPlan.of(usage, context, orders, rule);
    if (orders.isDryRun()) {
      return plan.report();
    }
    OrderRun run = plan.run(false);
    try (OrderClient client = usage.make(this::newClient)) {
      OrderStep step = byTransactionId ? client::queryById : client::query;
      return run.run(client, step, OrderClient.MAX_CALL, orders.format(false), DecisionLog.NONE);
    }
  }

  private OrderClient newClient() {
    return OrderClient.at(merchant.client(context), orders.pace(), context.clock());
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "spec").commandLine();
  }
}
