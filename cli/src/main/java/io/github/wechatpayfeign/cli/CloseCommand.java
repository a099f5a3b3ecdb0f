package io.github.wechatpayfeign.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
      "0:All orders are closed.",
      "1:Some were rejected, or invalid so that nothing was sent; none is unknown.",
      "2:Wrong usage, or the orders could not be read.",
      "3:Of some it is unknown whether they are closed: query them."
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  An option in whose description a variable stands may be given by that",
      "  variable instead. The option wins; an empty variable counts as unset."
    })
final class CloseCommand implements Callable<Integer> {

  private static final int MOST_WORKERS = 256;

  private final Surroundings surroundings;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "OUT_TRADE_NO",
      description =
          "Merchant order numbers: 6 to 32 of 0-9 A-Z a-z _ - | *. Put -- before the first if one"
              + " begins with a hyphen.")
  private List<String> outTradeNos = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "ORDERS",
      description = "Closes the orders in this file too, one number a line; - is standard input.")
  private @Nullable String file;

  @Option(
      names = "--simulator",
      description =
          "Closes nothing real: starts a simulated gateway in this process, creates each order"
              + " there and closes it. Every line says so. The options about the merchant are not"
              + " needed and ignored.")
  private boolean simulator;

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Closes up to N orders at a time, 1 to 256; by default 1, in the given order.")
  private int parallel = 1;

  @Mixin private MerchantOptions merchant = new MerchantOptions();

  CloseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (parallel < 1 || parallel > MOST_WORKERS) {
      throw wrongUsage("--parallel must be 1 to " + MOST_WORKERS + ", but is " + parallel);
    }
    if (outTradeNos.isEmpty() && file == null) {
      throw wrongUsage("No order numbers are given: give OUT_TRADE_NO... or --file ORDERS");
    }
    try (OrderNumbers orders = open(this::newOrders);
        Closer closer = open(this::newCloser)) {
      return close(orders, closer);
    }
  }

  private int close(OrderNumbers orders, Closer closer) throws InterruptedException {
    ResultFormat format = json ? new JsonFormat(simulator) : new HumanFormat(simulator);
    ProgressLine progress = newProgressLine();
    Results results = new Results(format, commandLine().getOut(), progress);
    try (progress) {
      new Workers(orders, closer, results).run(parallel);
      return results.exitCode();
    } catch (IOException e) {
      commandLine().getErr().println(OneLine.of(String.valueOf(e.getMessage())));
      commandLine().getErr().flush();
      return Math.max(ExitCode.WRONG_USAGE, results.exitCode());
    }
  }

  private OrderNumbers newOrders() {
    return OrderNumbers.open(outTradeNos, file, surroundings.input());
  }

  private Closer newCloser() {
    return simulator ? Closer.simulated() : Closer.at(merchant.connect(surroundings));
  }

  private ProgressLine newProgressLine() {
    PrintWriter err = commandLine().getErr();
    boolean many = file != null || outTradeNos.size() > 1;
    return many && surroundings.errorIsTerminal().getAsBoolean()
        ? ProgressLine.shown(err, OrderNumbers.count(outTradeNos, file))
        : ProgressLine.hidden(err);
  }

  private <T> T open(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (IllegalArgumentException wrong) {
      throw wrongUsage(String.valueOf(wrong.getMessage()));
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "spec").commandLine();
  }
}
