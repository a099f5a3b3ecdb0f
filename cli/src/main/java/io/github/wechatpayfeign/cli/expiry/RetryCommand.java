package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets parked orders be tried again. All numbers are checked before the first one is touched. */
@Command(
    name = "retry",
    description =
        "Lets the workers of the fleet try parked orders again now, and writes a line about each.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All orders were parked, and are due now.",
      "1:Some were not parked; nothing happened to them.",
      "2:Wrong usage, or there is no driver for the database.",
      "3:The database failed: run the same command again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli expiry retry --jdbc jdbc:postgresql://db/shop \\",
      "      --user shop ORDER-1 ORDER-2",
      "  wechatpay-feign-cli expiry retry --json ORDER-1",
      "",
      "Environment:",
      "  An option whose description names a variable can be set by that variable",
      "  instead. The option wins; an empty variable counts as unset."
    })
final class RetryCommand implements Callable<Integer> {

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "OUT_TRADE_NO",
      arity = "1..*",
      description = "Merchant order numbers, as expiry parked lists them.")
  private List<String> numbers = new ArrayList<>();

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  RetryCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    Usage usage = new Usage(command);
    usage.check(() -> numbers.forEach(number -> new OutTradeNo().expand(number)));
    int exitCode = ExitCode.DONE;
    try (var timers = usage.make(() -> database.open(context, 1))) {
      for (String number : numbers) {
        boolean retried = timers.retry(number);
        command.getOut().println(json ? json(number, retried) : text(number, retried));
        command.getOut().flush();
        exitCode = retried ? exitCode : ExitCode.DECIDED_OTHERWISE;
      }
    }
    return exitCode;
  }

  private static String json(String number, boolean retried) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("out_trade_no", number);
    members.put("retried", retried);
    return JsonFormat.write(members);
  }

  private static String text(String number, boolean retried) {
    return OneLine.of(
        retried
            ? "RETRIED " + number
            : Words.of(
                "NOT_PARKED {0}: it waits for its time, is being settled, or has no timer",
                number));
  }
}
