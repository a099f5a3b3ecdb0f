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
 * What a command sees of the process around it, apart from its arguments and writers. It is one
 * value, so that tests can replace the environment, the terminal and the clock.
 *
 * @param input the standard input
 * @param environment the environment variables
 * @param errorIsTerminal whether the standard error is a terminal; asked at most once a run,
 *     because the answer costs a process
 * @param terminal asks a person for a secret with a prompt, without showing what is typed; returns
 *     null if there is no terminal
 * @param clock the clock of this machine
 * @param progressInterval how often a long step reports its progress if there is no terminal
 */
public record ProcessContext(
    InputStream input,
    Map<String, String> environment,
    BooleanSupplier errorIsTerminal,
    Function<String, char @Nullable []> terminal,
    Clock clock,
    Duration progressInterval) {

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

  /** Creates a context in which a long step reports its progress every 30 s. */
  public ProcessContext(
      InputStream input,
      Map<String, String> environment,
      BooleanSupplier errorIsTerminal,
      Function<String, char @Nullable []> terminal,
      Clock clock) {
    this(input, environment, errorIsTerminal, terminal, clock, DEFAULT_INTERVAL);
  }

  /**
   * Returns the same context, which asks for each secret only once. The doctor reads the same key
   * in several checks.
   */
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
