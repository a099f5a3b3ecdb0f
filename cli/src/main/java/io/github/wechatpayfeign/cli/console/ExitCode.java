package io.github.wechatpayfeign.cli.console;

/** The exit codes, from harmless to grave. */
public final class ExitCode {

  public static final int ALL_CLOSED = 0;
  public static final int SOME_NOT_CLOSED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int SOME_UNKNOWN = 3;

  private ExitCode() {}
}
