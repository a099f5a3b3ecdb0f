package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.api.OutTradeNo;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import io.github.wechatpayfeign.cli.settings.MerchantOptions;
import io.github.wechatpayfeign.cli.settings.RunSignatures;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Finds out what is wrong with a configuration before the first order fails because of it. It takes
 * the same options and variables as {@code close}, changes nothing, and names the fix with each
 * failure.
 */
@Command(
    name = "doctor",
    description =
        "Checks keys, certificate, clock and network, and queries an order that cannot exist. It"
            + " changes nothing. Writes a line about each check, with the fix.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:No check failed; there may be warnings.",
      "1:Some check failed.",
      "2:Wrong usage."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli doctor",
      "  wechatpay-feign-cli doctor --json --order ORDER-20261123-1",
      "  wechatpay-feign-cli doctor --certificate apiclient_cert.pem",
      "",
      "Environment:",
      "  An option whose description names a variable can be set by that variable",
      "  instead. The option wins; an empty variable counts as unset."
    })
public final class DoctorCommand implements Callable<Integer> {

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  @Option(
      names = "--order",
      paramLabel = "NUMBER",
      description =
          "An order that exists, in any state. It is queried too: the answer is signed, and so"
              + " proves the key of WeChat Pay. An answer about an unknown order does not.")
  private @Nullable String order;

  @Mixin private MerchantOptions options = new MerchantOptions();

  public DoctorCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec, "spec");
    if (order != null) {
      new Usage(command.commandLine()).check(() -> new OutTradeNo().expand(order));
    }
    RunSignatures.decide(1, false);
    DoctorReport report =
        new DoctorReport(
            command.commandLine().getOut(), command.commandLine().getColorScheme().ansi(), json);
    GivenSettings given = new GivenSettings(command);
    new Checkup(given, options, context.askingOnce(), report).run(order);
    return report.exitCode();
  }
}
