package io.github.wechatpayfeign.cli;

import picocli.CommandLine;

/** The commands, and how their failures are told: in one sentence on the standard error. */
final class Cli {

  private Cli() {}

  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new RootCommand())
        .addSubcommand(new CloseCommand(surroundings))
        .addSubcommand(new QueryCommand(surroundings))
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new DoctorCommand(surroundings))
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
            });
  }

  private static void tell(CommandLine command, Exception failure) {
    String message = failure.getMessage();
    command.getErr().println(OneLine.of(message == null ? failure.toString() : message));
    command.getErr().flush();
  }
}
