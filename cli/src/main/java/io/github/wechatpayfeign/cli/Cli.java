package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.doctor.DoctorCommand;
import io.github.wechatpayfeign.cli.orders.CloseCommand;
import io.github.wechatpayfeign.cli.orders.QueryCommand;
import io.github.wechatpayfeign.cli.settings.VariableDefaults;
import io.github.wechatpayfeign.cli.simulate.SimulateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The commands, and how their failures are told: in one sentence on the standard error. */
final class Cli {

  private Cli() {}

  static CommandLine commandLine(ProcessContext context) {
    CommandLine commands =
        new CommandLine(new RootCommand())
            .addSubcommand(new CloseCommand(context))
            .addSubcommand(new QueryCommand(context))
            .addSubcommand(new SimulateCommand())
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(new CompletionCommand());
    return commands
        .setDefaultValueProvider(new VariableDefaults(commands, context.environment()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // An order number is taken as it is: not as the name of a file with arguments.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (wrongUsage, arguments) -> {
              tell(wrongUsage.getCommandLine(), wrongUsage);
              return ExitCode.WRONG_USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              tell(command, failure);
              return ExitCode.SOME_UNKNOWN;
            })
        .setExecutionStrategy(Cli::run);
  }

  /** The handlers above are told of every exception, but of no error, such as a want of memory. */
  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error grave) {
      tell(parsed.commandSpec().commandLine(), grave);
      return ExitCode.SOME_UNKNOWN;
    }
  }

  private static void tell(CommandLine command, Throwable failure) {
    String message = failure instanceof Exception ? failure.getMessage() : null;
    command.getErr().println(OneLine.of(message == null ? failure.toString() : message));
    if (command.getCommandSpec().root().userObject() instanceof RootCommand root && root.verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      command.getErr().print(KeyLeaks.hidden(trace.toString()));
    }
    command.getErr().flush();
  }
}
