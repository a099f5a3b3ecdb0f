package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.NumberRange;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how many orders wait, are due and are parked. It changes nothing. */
@Command(
    name = "status",
    description =
        "Counts the orders that wait for their time, are due and are parked. It counts the rows of"
            + " the table, and changes nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The orders are counted.",
      "2:Wrong usage, or there is no driver for the database.",
      "3:The database failed, so nothing is known."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli expiry status --jdbc jdbc:postgresql://db/shop \\",
      "      --user shop",
      "  wechatpay-feign-cli expiry status --json --requests-per-second 600",
      "",
      "Environment:",
      "  An option whose description names a variable can be set by that variable",
      "  instead. The option wins; an empty variable counts as unset."
    })
final class StatusCommand implements Callable<Integer> {

  private static final int MAX_REQUESTS_PER_SECOND = 100_000;

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Writes one JSON object.")
  private boolean json;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      converter = Rate.class,
      description =
          "The limit of requests that the fleet is set to, 1 to 100000; by default 100. The"
              + " estimated end depends on it.")
  private int requestsPerSecond = 100;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  StatusCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    Usage usage = new Usage(command);
    try (var timers = usage.make(() -> database.open(context, requestsPerSecond))) {
      StatusReport report =
          new StatusReport(timers.progress(), context.clock().instant(), requestsPerSecond);
      command.getOut().println(json ? report.json() : report.text());
      command.getOut().flush();
      return ExitCode.DONE;
    }
  }

  static final class Rate implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, MAX_REQUESTS_PER_SECOND);
    }
  }
}
