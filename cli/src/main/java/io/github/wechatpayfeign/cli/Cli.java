package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.NetworkFailure;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.doctor.DoctorCommand;
import io.github.wechatpayfeign.cli.orders.CloseCommand;
import io.github.wechatpayfeign.cli.orders.QueryCommand;
import io.github.wechatpayfeign.cli.settings.VariableDefaults;
import io.github.wechatpayfeign.cli.simulate.SimulateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

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
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new HelpCommand());
    return commands
        .setDefaultValueProvider(new VariableDefaults(commands, context.environment()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // An order number is taken as it is: not as the name of a file with arguments.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (wrongUsage, arguments) -> {
              tellWrongUsage(wrongUsage.getCommandLine(), wrongUsage);
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

  private static void tellWrongUsage(CommandLine command, ParameterException wrongUsage) {
    tell(command, wrongUsage);
    UnmatchedArgumentException.printSuggestions(wrongUsage, command.getErr());
    command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().flush();
  }

  private static void tell(CommandLine command, Throwable failure) {
    command.getErr().println(OneLine.of(inWords(failure)));
    if (command.getCommandSpec().root().userObject() instanceof RootCommand root && root.verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      command.getErr().print(KeyLeaks.hidden(trace.toString()));
    }
    command.getErr().flush();
  }

  private static String inWords(Throwable failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && unmatched.getCommandLine().getParent() == null) {
      return "There is no command '" + unmatched.getUnmatched().get(0) + "'";
    }
    String message =
        NetworkFailure.withoutClasses(Objects.requireNonNullElse(failure.getMessage(), ""));
    if (failure instanceof OutOfMemoryError) {
      return "The memory is full (" + message + "): give more with java -Xmx";
    }
    return failure instanceof Exception && !message.isEmpty()
        ? message
        : "This program failed unexpectedly (" + message + "); --verbose shows where";
  }
}
