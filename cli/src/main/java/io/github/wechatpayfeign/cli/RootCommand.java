package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command above all others; by itself it does nothing. */
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
      "  wechatpay-feign-cli close --help",
      "",
      "  The examples call it by this name:",
      "  alias wechatpay-feign-cli='java -jar wechatpay-feign-cli.jar'"
    })
final class RootCommand {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Shows where a failure of the program itself comes from.")
  boolean verbose;
}
