package io.github.wechatpayfeign.cli.simulate;

import io.github.wechatpayfeign.cli.console.Usage;
import io.github.wechatpayfeign.cli.console.Version;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import io.github.wechatpayfeign.simulator.WechatPaySimulatorBuilder;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Serves a simulated gateway until it is stopped, for clients in any language. The variables on the
 * standard output are lines of shell, so that {@code eval} can read them; everything else goes to
 * the standard error.
 */
@Command(
    name = "simulate",
    description =
        "Serves a simulated gateway until it is stopped by Ctrl-C or SIGTERM, and"
            + " prints the variables that point a client at it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"2:Wrong usage, or the port is taken.", "130:Ctrl-C.", "143:SIGTERM."},
    footerHeading = "%nFaults:%n",
    footer = {
      "  error:STATUS:CODE     an unsigned error, such as error:500:SYSTEM_ERROR",
      "  html:STATUS           a page of HTML, such as a proxy sends",
      "  delay:MS delay-after:MS",
      "                        a pause before the request is checked, or after it is",
      "                        carried out",
      "  drop drop-after       a lost connection, before or after",
      "  truncated:STATUS      a signed answer that ends half-way",
      "  falsify:HOW           a false signature: UNSIGNED, FORGED, STALE, FUTURE,",
      "                        UNKNOWN_SERIAL, NOT_BASE64, SIGNTEST, REPEATED_HEADER,",
      "                        MISSING_NONCE or WRONG_BODY_SIGNED",
      "  none                  no fault, as the last of a sequence",
      "",
      "Examples:",
      "  wechatpay-feign-cli simulate --keys keys",
      "  wechatpay-feign-cli simulate --port 8080 --keys keys --order ORDER-1 \\",
      "      --order ORDER-2=SUCCESS --fault ORDER-1=error:500:SYSTEM_ERROR"
    })
public final class SimulateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", description = "The port; by default any free one.")
  private int port;

  @Option(
      names = "--keys",
      paramLabel = "FOLDER",
      description =
          "The folder for simulated_apiclient_key.pem, simulated_apiclient_cert.pem and"
              + " simulated_pub_key.pem; by default the current one. Its file"
              + " simulated-keys.properties keeps the keys for the next start.")
  private Path folder = Path.of("");

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "The file that keeps orders, refunds, pending notices and the clock for the next start; by"
              + " default every start begins without orders. An --order that is there already stays"
              + " as it is.")
  private @Nullable Path state;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The address of this machine to listen on; by default 127.0.0.1, which no other machine"
              + " reaches.")
  private String host = "127.0.0.1";

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "The URL by which clients reach this gateway, such as http://sandbox:8080 in a network of"
              + " containers; by default that of --host and --port.")
  private @Nullable String baseUrl;

  @Option(
      names = "--notify-hosts",
      paramLabel = "HOST",
      split = ",",
      description =
          "Hosts to which notices may go besides this machine, such as shop,10.0.0.5. Without this"
              + " option a notice never leaves this machine.")
  private List<String> notifyHosts = List.of();

  @Option(
      names = "--tls",
      description =
          "Serves HTTPS, with a certificate that is made at each start: clients must trust"
              + " simulated_tls_cert.pem in the folder of the keys.")
  private boolean tls;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = ModeOption.Converter.class,
      description =
          "Which keys the gateway has: public-key (the default), certificates, both, or sm2, with"
              + " which both sides use SM2.")
  private ModeOption mode = ModeOption.PUBLIC_KEY;

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description =
          "Writes the variables as lines NAME=value to FILE too, as Docker, Compose and many tools"
              + " read them, as soon as the gateway serves.")
  private @Nullable Path envFile;

  @Option(
      names = "--no-log",
      negatable = true,
      description =
          "Writes no line for each request. Otherwise the standard error shows its time, method,"
              + " path, status and verdict.")
  private boolean log = true;

  @Option(names = "--mchid", paramLabel = "DIGITS", description = "The merchant number.")
  private @Nullable String mchid;

  @Option(
      names = "--order",
      paramLabel = "NUMBER[=STATE]",
      converter = OrderOption.Converter.class,
      description =
          "Places an order of 100 fen, in one of the states NOTPAY (the default), SUCCESS, REFUND,"
              + " CLOSED, REVOKED, USERPAYING, PAYERROR. May be repeated.")
  private List<OrderOption> orders = List.of();

  @Option(
      names = "--fault",
      paramLabel = "[NUMBER=]FAULT",
      converter = FaultOption.Converter.class,
      description =
          "Hits the requests about the order NUMBER, or all requests if NUMBER is *: the first"
              + " --fault hits the first request, and so on; the last one hits all that follow."
              + " Without NUMBER, each --fault hits one request. May be repeated.")
  private List<FaultOption> faults = List.of();

  @Override
  public Integer call() {
    Usage usage = new Usage(Objects.requireNonNull(spec, "spec").commandLine());
    try (WechatPaySimulator simulator = usage.make(this::start)) {
      if (state != null) {
        closeAtTheEnd(simulator);
      }
      usage.check(() -> orders.forEach(order -> order.placeIn(simulator.book(), state != null)));
      new FaultOptions(faults).applyTo(simulator);
      SimulatedKeyFiles keys =
          usage.make(() -> SimulatedKeyFiles.write(folder, simulator, mode.mode()));
      if (tls) {
        usage.make(keys::writeTlsCertificate);
      }
      if (envFile != null) {
        Path file = envFile;
        usage.check(() -> keys.writeEnvironment(file));
      }
      print(usage.command(), simulator, keys);
      if (log) {
        new AccessLog(simulator, usage.command().getErr()).follow();
      } else {
        waitUntilStopped();
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private WechatPaySimulator start() {
    WechatPaySimulatorBuilder builder =
        WechatPaySimulator.builder()
            .host(host)
            .port(port)
            .mode(mode.mode())
            .keysIn(folder.resolve(SimulatedKeyFiles.KEPT))
            .notifyHosts(notifyHosts.toArray(String[]::new));
    if (baseUrl != null) {
      builder.baseUrl(baseUrl);
    }
    if (tls) {
      builder.tls();
    }
    if (state != null) {
      builder.stateIn(state);
    }
    try {
      return (mchid == null ? builder : builder.mchid(mchid)).start();
    } catch (UncheckedIOException portTakenOrNoFile) {
      throw new IllegalArgumentException(portTakenOrNoFile.getMessage(), portTakenOrNoFile);
    }
  }

  /** Lets a signal write the last changes: it ends the JVM without the end of a block. */
  private static void closeAtTheEnd(WechatPaySimulator simulator) {
    Thread serving = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  serving.interrupt();
                  simulator.close();
                }));
  }

  private static void print(
      CommandLine command, WechatPaySimulator simulator, SimulatedKeyFiles keys) {
    PrintWriter out = command.getOut();
    keys.environment()
        .forEach(
            (name, value) -> out.println("export " + name + "=" + SimulatedKeyFiles.quoted(value)));
    out.flush();
    command.getErr().println(Words.of("Serving at {0} until Ctrl-C", simulator.baseUrl()));
    command.getErr().flush();
  }

  private static void waitUntilStopped() {
    try {
      // Nothing counts down: a signal ends the JVM, and an interrupt ends the wait.
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
