package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Version;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds the commands about orders that expire. Without one of them it lists them. */
@Command(
    name = "expiry",
    description =
        "Shows how a fleet of processes closes orders that were not paid in time, and what is open"
            + " in a real one.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli expiry demo",
      "  wechatpay-feign-cli expiry status --jdbc jdbc:postgresql://db/shop",
      "  wechatpay-feign-cli expiry status --help"
    })
public final class ExpiryCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  private ExpiryCommand() {}

  /** Returns the command with its subcommands. */
  public static CommandLine commandLine(ProcessContext context) {
    return new CommandLine(new ExpiryCommand())
        .addSubcommand(new DemoCommand(context))
        .addSubcommand(new StatusCommand(context))
        .addSubcommand(new ParkedCommand(context))
        .addSubcommand(new RetryCommand(context))
        .addSubcommand(new DemoWorkerCommand(context));
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    command.usage(command.getErr());
    return ExitCode.WRONG_USAGE;
  }
}
