package io.github.wechatpayfeign.cli;

/** The exit codes, from harmless to grave. */
final class ExitCode {

  static final int ALL_CLOSED = 0;
  static final int SOME_NOT_CLOSED = 1;
  static final int WRONG_USAGE = 2;
  static final int SOME_UNKNOWN = 3;

  private ExitCode() {}
}
