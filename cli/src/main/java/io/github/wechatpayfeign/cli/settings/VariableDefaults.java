package io.github.wechatpayfeign.cli.settings;

import io.github.wechatpayfeign.cli.console.Words;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes an option that is not given from its environment variable: {@code --base-url} from {@code
 * WECHATPAY_BASE_URL}. An option has a variable only if its description names it, so no variable
 * works without being documented. An empty variable counts as unset.
 */
public final class VariableDefaults implements IDefaultValueProvider {

  private final IdentityHashMap<ArgSpec, String> values = new IdentityHashMap<>();

  /**
   * Creates a provider for all subcommands that a command has now, and for theirs.
   *
   * @param environment the variables
   */
  public VariableDefaults(CommandLine command, Map<String, String> environment) {
    // All values are read now: asking picocli for the name of an option during a lookup would make
    // it ask this provider again.
    addSubcommands(command, environment);
  }

  private void addSubcommands(CommandLine command, Map<String, String> environment) {
    for (CommandLine subcommand : command.getSubcommands().values()) {
      addSubcommands(subcommand, environment);
      for (OptionSpec option : subcommand.getCommandSpec().options()) {
        String variable = variableOf(option.longestName());
        String value = isNamed(variable, option) ? environment.get(variable) : null;
        if (value != null && !value.isEmpty()) {
          values.put(option, value);
        }
      }
    }
  }

  private static boolean isNamed(String variable, OptionSpec option) {
    return Arrays.stream(option.description()).anyMatch(line -> line.contains(variable + ")"));
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return values.get(argument);
  }

  /** Returns the variable of an option: {@code WECHATPAY_BASE_URL} for {@code --base-url}. */
  public static String variableOf(String option) {
    return "WECHATPAY_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Returns the names of an option and its variable, for a message. */
  static String namesOf(String option) {
    return Words.of("{0} (or {1})", option, variableOf(option));
  }
}
