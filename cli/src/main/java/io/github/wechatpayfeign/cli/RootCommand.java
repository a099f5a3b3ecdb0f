package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.Version;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds all others. Without one of them it lists them, as wrong usage. */
@Command(
    name = "wechatpay-feign-cli",
    description = "Closes and queries WeChat Pay orders by APIv3, or simulates its gateway.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli doctor",
      "  wechatpay-feign-cli close --simulator ORDER-1",
      "  wechatpay-feign-cli help close",
      "",
      "  The examples call it by the name of its script, cli/bin/wechatpay-feign-cli.",
      "  Without the script:",
      "  alias wechatpay-feign-cli='java -jar wechatpay-feign-cli.jar'"
    })
final class RootCommand implements Callable<Integer> {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Adds a stack trace to the message of a failure.")
  boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    // Not exit code 0: a script that forgot the command has to notice.
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    command.usage(command.getErr());
    return ExitCode.WRONG_USAGE;
  }
}
