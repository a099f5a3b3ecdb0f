package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.NumberRange;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.ProgressLine;
import io.github.wechatpayfeign.cli.console.StopHook;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows on one machine that no order is lost and none is settled twice, though a worker is killed.
 */
@Command(
    name = "demo",
    description =
        "Lets a fleet of worker processes close expired orders at a simulated gateway, kills one of"
            + " them in the middle, and compares what they did with the order book of the"
            + " simulator. It needs no keys, and everything stays on 127.0.0.1.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Each order was settled once, as the order book says.",
      "1:Some order was settled twice or never, or differs from the order book.",
      "2:Wrong usage, or the folder cannot be used.",
      "130:Ctrl-C."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli expiry demo",
      "  wechatpay-feign-cli expiry demo --orders 10000 --workers 4 \\",
      "      --requests-per-second 600 --directory /tmp/shop",
      "  wechatpay-feign-cli expiry demo --json --orders 200"
    })
final class DemoCommand implements Callable<Integer> {

  private static final int MIN_ORDERS = 10;
  private static final int MAX_ORDERS = 100_000;
  private static final int MAX_WORKERS = 16;
  private static final int MAX_REQUESTS_PER_SECOND = 10_000;

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--orders",
      paramLabel = "N",
      converter = Orders.class,
      description =
          "Places N orders, 10 to 100000; by default 1000. Of 100, 5 are paid before their time is"
              + " over, 5 in the moment in which they are closed, and 2 are unknown to WeChat Pay.")
  private int orders = 1000;

  @Option(
      names = "--workers",
      paramLabel = "N",
      converter = Workers.class,
      description = "Starts N worker processes, 2 to 16; by default 3. One of them is killed.")
  private int workers = 3;

  @Option(
      names = "--requests-per-second",
      paramLabel = "N",
      converter = Rate.class,
      description =
          "The limit of requests that all workers share, 1 to 10000; by default 150. An order"
              + " takes about 2.")
  private int requestsPerSecond = 150;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Keeps the database and the logs of the workers in this folder. By default they are in a"
              + " temporary one, which is deleted at the end.")
  private @Nullable Path directory;

  @Option(names = "--json", description = "Writes the result as one JSON object.")
  private boolean json;

  DemoCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    var folder = new Usage(command).make(() -> DemoFolder.of(directory));
    var fleet = new DemoWorkers(folder.path());
    ProgressLine progress =
        context.errorIsTerminal().getAsBoolean()
            ? ProgressLine.shown(command.getErr(), "expiry demo", orders)
            : ProgressLine.hidden(command.getErr());
    StopHook hook =
        StopHook.add(
            () -> {
              fleet.close();
              folder.close();
            });
    // Closed in reverse: the hook first, because it uses the others.
    try (folder;
        fleet;
        progress;
        hook) {
      Demo demo = new Demo(orders, workers, requestsPerSecond, command.getErr(), progress);
      var report = demo.run(folder.path(), fleet, context.clock().instant());
      progress.close();
      command.getOut().println(json ? report.json() : report.text());
      command.getOut().flush();
      return report.isRight() ? ExitCode.DONE : ExitCode.DECIDED_OTHERWISE;
    } catch (IllegalArgumentException wrongFolder) {
      throw new ParameterException(command, String.valueOf(wrongFolder.getMessage()));
    }
  }

  static final class Orders implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, MIN_ORDERS, MAX_ORDERS);
    }
  }

  static final class Workers implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 2, MAX_WORKERS);
    }
  }

  static final class Rate implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, MAX_REQUESTS_PER_SECOND);
    }
  }
}
