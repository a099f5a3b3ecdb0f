package io.github.wechatpayfeign.cli.console;

import java.util.List;

/**
 * The exit codes of all commands. A script acts on them, so a run of many orders ends with the most
 * serious code of all its orders, see {@link #worse}.
 */
public final class ExitCode {

  /** All orders are closed or found; or no check failed. */
  public static final int DONE = 0;

  /** Some orders are decided, but not closed, such as paid ones; or a check failed. */
  public static final int DECIDED_OTHERWISE = 1;

  /** The command line, the order file or an order number is wrong. */
  public static final int WRONG_USAGE = 2;

  /** It is unknown whether some orders are closed. */
  public static final int SOME_UNKNOWN = 3;

  /** For some orders nothing was sent: the same command may succeed later. */
  public static final int SOME_NOT_SENT = 4;

  /** The credentials or the clock are wrong: nothing succeeds until that is fixed. */
  public static final int WRONG_CREDENTIALS = 5;

  /** From harmless to serious. No code hides an order that may or may not be closed. */
  private static final List<Integer> BY_SEVERITY =
      List.of(DONE, DECIDED_OTHERWISE, WRONG_USAGE, SOME_NOT_SENT, WRONG_CREDENTIALS, SOME_UNKNOWN);

  private ExitCode() {}

  /** Returns the more serious of two exit codes. */
  public static int worse(int one, int other) {
    return BY_SEVERITY.indexOf(one) < BY_SEVERITY.indexOf(other) ? other : one;
  }
}
