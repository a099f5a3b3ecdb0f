package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Prints the script that completes commands and options in a shell. It is made from the commands of
 * this very program, so it cannot be out of date.
 */
@Command(
    name = "completion",
    description = "Prints a script with which bash and zsh complete commands and options.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  In ~/.bashrc or ~/.zshrc:",
      "  alias wechatpay-feign-cli='java -jar wechatpay-feign-cli.jar'",
      "  source <(wechatpay-feign-cli completion)"
    })
final class CompletionCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec own = Objects.requireNonNull(spec, "spec");
    CommandLine root = own.root().commandLine();
    own.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
    own.commandLine().getOut().flush();
  }
}
