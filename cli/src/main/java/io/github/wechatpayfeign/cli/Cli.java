package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.cli.acceptance.AcceptanceCommand;
import io.github.wechatpayfeign.cli.console.ExitCode;
import io.github.wechatpayfeign.cli.console.HelpTexts;
import io.github.wechatpayfeign.cli.console.KeyLeaks;
import io.github.wechatpayfeign.cli.console.NetworkFailure;
import io.github.wechatpayfeign.cli.console.OneLine;
import io.github.wechatpayfeign.cli.console.ProcessContext;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.doctor.DoctorCommand;
import io.github.wechatpayfeign.cli.expiry.ExpiryCommand;
import io.github.wechatpayfeign.cli.orders.CloseCommand;
import io.github.wechatpayfeign.cli.orders.QueryCommand;
import io.github.wechatpayfeign.cli.settings.VariableDefaults;
import io.github.wechatpayfeign.cli.simulate.SimulateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Puts the commands together, and reports their failures: one sentence on the standard error and an
 * exit code. A stack trace is shown only with {@code --verbose}.
 *
 * <p>All that a command knows of its process comes from a {@link ProcessContext}. So a test runs
 * the whole command line inside its own JVM.
 */
final class Cli {

  private static final Set<String> STARTED_ALONE =
      Set.of("close", "query", "simulate", "doctor", "acceptance");

  private Cli() {}

  /**
   * Returns the command line, which a test may run as well as {@code main}. The commands under
   * {@code expiry} cost a tenth of the time that others take to start, so they are left out if the
   * arguments name another command. Without arguments all commands are there.
   */
  static CommandLine commandLine(ProcessContext context, String... arguments) {
    CommandLine commands =
        new CommandLine(new RootCommand())
            .addSubcommand(new CloseCommand(context))
            .addSubcommand(new QueryCommand(context))
            .addSubcommand(new SimulateCommand())
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(new AcceptanceCommand(context));
    if (arguments.length == 0 || !STARTED_ALONE.contains(arguments[0])) {
      commands.addSubcommand(ExpiryCommand.commandLine(context));
    }
    commands.addSubcommand(new CompletionCommand()).addSubcommand(new HelpCommand());
    VariableDefaults variables = new VariableDefaults(commands, context.environment());
    if (!Words.isEnglish()) {
      HelpTexts.translate(commands, Words::of);
    }
    // picocli hands these settings to the subcommands that exist at this moment, so they come last.
    return commands
        .setDefaultValueProvider(variables)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // picocli would read the argument @name as a file of arguments. An order number stays as it
        // is typed.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (wrongUsage, given) -> {
              reportWrongUsage(wrongUsage.getCommandLine(), wrongUsage);
              return ExitCode.WRONG_USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              // Nobody knows how far an order was when something unexpected happened.
              report(command, failure);
              return ExitCode.SOME_UNKNOWN;
            })
        .setExecutionStrategy(Cli::run);
  }

  /**
   * Runs the command that was parsed. picocli gives exceptions to the handlers above, but not
   * errors such as an {@link OutOfMemoryError}. If one left {@code main}, the JVM would exit with
   * 1, which here means that every order is decided.
   */
  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error error) {
      report(parsed.commandSpec().commandLine(), error);
      return ExitCode.SOME_UNKNOWN;
    }
  }

  private static void reportWrongUsage(CommandLine command, ParameterException wrongUsage) {
    report(command, wrongUsage);
    UnmatchedArgumentException.printSuggestions(wrongUsage, command.getErr());
    command.getErr().println(Words.of("See: {0} --help", command.getCommandSpec().qualifiedName()));
    command.getErr().flush();
  }

  /** Prints a failure in one safe line, and a stack trace only if the user asked for one. */
  private static void report(CommandLine command, Throwable failure) {
    command.getErr().println(OneLine.of(inWords(failure)));
    if (command.getCommandSpec().root().userObject() instanceof RootCommand root && root.verbose) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      // A trace repeats messages, and one of them may quote a setting that is a key by mistake.
      command.getErr().print(KeyLeaks.hidden(trace.toString()));
    }
    command.getErr().flush();
  }

  /** Returns one sentence that an operator understands without knowing Java. */
  private static String inWords(Throwable failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && unmatched.getCommandLine().getParent() == null) {
      return Words.of("There is no command '{0}'", unmatched.getUnmatched().get(0));
    }
    String message =
        NetworkFailure.withoutClasses(Objects.requireNonNullElse(failure.getMessage(), ""));
    if (failure instanceof OutOfMemoryError) {
      return Words.of("The memory is full ({0}): give more with java -Xmx", message);
    }
    return failure instanceof Exception && !message.isEmpty()
        ? message
        : Words.of("This program failed unexpectedly ({0}); --verbose shows where", message);
  }
}
