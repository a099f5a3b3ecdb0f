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

/** Lists the orders that are not tried again by themselves. It changes nothing. */
@Command(
    name = "parked",
    description =
        "Writes a line about each order that is not tried again by itself, with the reason. It"
            + " changes nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The orders are listed; there may be none.",
      "2:Wrong usage, or there is no driver for the database.",
      "3:The database failed, so nothing is known."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli expiry parked --jdbc jdbc:postgresql://db/shop \\",
      "      --user shop",
      "  wechatpay-feign-cli expiry parked --json --limit 1000",
      "",
      "Environment:",
      "  An option whose description names a variable can be set by that variable",
      "  instead. The option wins; an empty variable counts as unset."
    })
final class ParkedCommand implements Callable<Integer> {

  private static final int MAX_LIMIT = 1_000_000;

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Limit.class,
      description = "Lists N orders at most, 1 to 1000000; by default 100.")
  private int limit = 100;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  ParkedCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    Usage usage = new Usage(command);
    try (var timers = usage.make(() -> database.open(context, 1))) {
      var lines = ParkedLine.of(timers.parked(limit));
      lines.forEach(line -> command.getOut().println(json ? line.json() : line.text()));
      command.getOut().flush();
      return ExitCode.DONE;
    }
  }

  static final class Limit implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, MAX_LIMIT);
    }
  }
}
