package io.github.wechatpayfeign.cli.expiry;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A worker process of the demo. It works until its standard input ends, so it never outlives the
 * demo, however that ends.
 */
@Command(
    name = DemoWorkerCommand.NAME,
    hidden = true,
    description = "A worker of \"expiry demo\", which starts it.",
    mixinStandardHelpOptions = true)
final class DemoWorkerCommand implements Callable<Integer> {

  static final String NAME = "demo-worker";

  private final ProcessContext context;

  @Spec private @Nullable CommandSpec spec;

  DemoWorkerCommand(ProcessContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(context.input(), StandardCharsets.UTF_8));
    String line = Objects.requireNonNullElse(input.readLine(), "");
    var settings = new Usage(command).make(() -> DemoSettings.of(line));
    DemoWorker.run(settings, command.getOut(), input);
    return ExitCode.DONE;
  }
}
