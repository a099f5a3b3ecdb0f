package io.github.wechatpayfeign.cli.console;

import java.util.List;

/** The exit codes of all commands. */
public final class ExitCode {

  /** All orders are closed or found; no check failed. */
  public static final int DONE = 0;

  /** Some orders are decided otherwise, such as paid; some check failed. */
  public static final int DECIDED_OTHERWISE = 1;

  /** The command line, the order file or a number in it is wrong. */
  public static final int WRONG_USAGE = 2;

  /** It is unknown whether some orders are closed. */
  public static final int SOME_UNKNOWN = 3;

  /** For some orders nothing was sent: the same command may succeed later. */
  public static final int SOME_NOT_SENT = 4;

  /** The credentials or the clock are wrong: nothing succeeds until that is mended. */
  public static final int WRONG_CREDENTIALS = 5;

  /** From harmless to grave. No code hides an order that may be closed or not. */
  private static final List<Integer> BY_GRAVITY =
      List.of(DONE, DECIDED_OTHERWISE, WRONG_USAGE, SOME_NOT_SENT, WRONG_CREDENTIALS, SOME_UNKNOWN);

  private ExitCode() {}

  /** Returns the graver of two exit codes. */
  public static int graver(int one, int other) {
    return BY_GRAVITY.indexOf(one) < BY_GRAVITY.indexOf(other) ? other : one;
  }
}
