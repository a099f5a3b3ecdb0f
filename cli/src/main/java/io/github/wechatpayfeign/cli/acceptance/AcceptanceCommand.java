package io.github.wechatpayfeign.cli.acceptance;

import io.github.wechatpayfeign.cli.console.Columns;
import io.github.wechatpayfeign.cli.console.NumberRange;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.results.JsonFormat;
import io.github.wechatpayfeign.cli.simulate.SimulatedKeyFiles;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulatorBuilder;
import io.github.wechatpayfeign.simulator.gateway.GatewayMode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drives an application that uses a simulated gateway, and says what it does right and wrong. */
@Command(
    name = "acceptance",
    description =
        "Starts a simulated gateway, lets an application place and refund orders there, and writes"
            + " a verdict on each point of WeChat Pay's acceptance list that can be seen from"
            + " outside. The application needs the settings of --env-file, and a notify_url on"
            + " this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Every point passed that can be seen and was not left out.",
      "1:Some point failed, or was not seen.",
      "2:Wrong usage."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  wechatpay-feign-cli acceptance --env-file shop.env",
      "  wechatpay-feign-cli acceptance --port 8099 --env-file shop.env --json \\",
      "      --leave-out notice-old --wait 60",
      "",
      "  With these, nobody has to click; OUT_TRADE_NO is set for each command:",
      "    --place 'curl -f -X POST http://127.0.0.1:8080/orders/$OUT_TRADE_NO'",
      "    --refund 'curl -X POST http://127.0.0.1:8080/refunds/$OUT_TRADE_NO'",
      "    --paid 'curl -f http://127.0.0.1:8080/orders/$OUT_TRADE_NO | grep PAID'"
    })
public final class AcceptanceCommand implements Callable<Integer> {

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "The port; by default any free one.")
  private int port;

  @Option(
      names = "--keys",
      paramLabel = "FOLDER",
      description = "The folder for the keys of the simulator; by default the current one.")
  private Path folder = Path.of("");

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description =
          "Gets the settings of the application as lines NAME=VALUE, also the APIv3 key. Without it"
              + " they go to the standard error.")
  private @Nullable Path envFile;

  @Option(names = "--mchid", paramLabel = "DIGITS", description = "The merchant number.")
  private @Nullable String mchid;

  @Option(
      names = "--place",
      paramLabel = "COMMAND",
      description =
          "Lets the application place an order. The command may use the number OUT_TRADE_NO; it is"
              + " repeated until it succeeds. Without it the run asks a person.")
  private @Nullable String place;

  @Option(
      names = "--refund",
      paramLabel = "COMMAND",
      description =
          "Lets the application refund the order OUT_TRADE_NO. Without it the run asks a person.")
  private @Nullable String refund;

  @Option(
      names = "--paid",
      paramLabel = "COMMAND",
      description =
          "Ends with 0 if the application takes the order OUT_TRADE_NO for paid. With it the run"
              + " sees what false notices do.")
  private @Nullable String paid;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description =
          "How long each step may take, and how late after its time_expire an order may be closed;"
              + " 300 by default.")
  private int waitSeconds = 300;

  @Option(
      names = "--leave-out",
      paramLabel = "POINT",
      converter = Point.Converter.class,
      description = "Leaves a point out, such as notice-old. May be repeated.")
  private List<Point> leftOut = List.of();

  @Option(names = "--json", description = "Writes one JSON object a line.")
  private boolean json;

  public AcceptanceCommand(ProcessContext context) {
    this.context = context;
  }

  /** Converts a number of seconds, up to a day. */
  static final class Seconds implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
      return NumberRange.parse(text, 1, 86_400);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = Objects.requireNonNull(spec, "spec");
    Usage usage = new Usage(command.commandLine());
    PrintWriter err = command.commandLine().getErr();
    Duration limit = Duration.ofSeconds(waitSeconds);
    Application application = new Application(place, refund, paid, limit, err);
    Scorecard card = new Scorecard(points());
    try (WechatPaySimulator simulator = usage.make(this::start)) {
      AcceptanceRun run =
          new AcceptanceRun(simulator, application, new Patience(limit), context.clock(), card);
      usage.check(() -> tellSettings(simulator, application));
      run.run();
    }
    print(card, command.commandLine().getOut(), command.commandLine().getColorScheme().ansi());
    application.say("acceptance: " + card.summary());
    return card.exitCode();
  }

  private Set<Point> points() {
    EnumSet<Point> points = EnumSet.noneOf(Point.class);
    points.addAll(leftOut);
    return points;
  }

  private WechatPaySimulator start() {
    WechatPaySimulatorBuilder builder = WechatPaySimulator.builder().port(port);
    try {
      return (mchid == null ? builder : builder.mchid(mchid)).start();
    } catch (UncheckedIOException portIsTaken) {
      throw new IllegalArgumentException(portIsTaken.getMessage(), portIsTaken);
    }
  }

  private void tellSettings(WechatPaySimulator simulator, Application application) {
    SimulatedKeyFiles keys = SimulatedKeyFiles.write(folder, simulator, GatewayMode.PUBLIC_KEY);
    Path file = envFile;
    if (file == null) {
      application.say(
          Words.of("Start the application with these settings:")
              + System.lineSeparator()
              + keys.environmentLines());
      return;
    }
    keys.writeEnvironment(file);
    application.say(Words.of("Start the application with the settings of {0}", file));
  }

  private void print(Scorecard card, PrintWriter out, Ansi ansi) {
    for (Result result : card.results()) {
      out.println(json ? JsonFormat.write(result) : line(result, ansi));
    }
    out.flush();
  }

  private static String line(Result result, Ansi ansi) {
    String verdict = Columns.padded(result.verdict().label(), 10);
    return ansi.string("@|" + result.verdict().style() + " " + verdict + "|@")
        + OneLine.of(
            " %-22s %s %s%s%s"
                .formatted(
                    result.point(),
                    Columns.padded(result.level().label(), 6),
                    result.requirement(),
                    Words.isEnglish() ? ": " : "：",
                    result.message()));
  }
}
