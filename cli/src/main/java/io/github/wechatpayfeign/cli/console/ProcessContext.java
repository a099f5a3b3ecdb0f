package io.github.wechatpayfeign.cli.console;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the process around it, apart from its arguments and writers.
 *
 * @param input the standard input
 * @param environment the environment variables
 * @param errorIsTerminal whether the standard error is a terminal; asked at most once a run
 * @param terminal asks a person for a secret with a prompt, without showing what is typed, and
 *     returns null where nobody is there to ask
 * @param clock the clock of this machine
 * @param progressInterval how often a long step tells how far it is where there is no terminal
 */
public record ProcessContext(
    InputStream input,
    Map<String, String> environment,
    BooleanSupplier errorIsTerminal,
    Function<String, char @Nullable []> terminal,
    Clock clock,
    Duration progressInterval) {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  /** Creates a context in which a long step tells every 30 s how far it is. */
  public ProcessContext(
      InputStream input,
      Map<String, String> environment,
      BooleanSupplier errorIsTerminal,
      Function<String, char @Nullable []> terminal,
      Clock clock) {
    this(input, environment, errorIsTerminal, terminal, clock, DEFAULT_INTERVAL);
  }

  /** Returns the same context, in which nobody is asked for the same secret twice. */
  public ProcessContext askingOnce() {
    Map<String, char[]> typed = new HashMap<>();
    return new ProcessContext(
        input,
        environment,
        errorIsTerminal,
        prompt -> typed.computeIfAbsent(prompt, terminal),
        clock,
        progressInterval);
  }
}
