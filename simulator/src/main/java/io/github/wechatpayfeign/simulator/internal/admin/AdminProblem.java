package io.github.wechatpayfeign.simulator.internal.admin;

/** A command cannot be found or carried out, because of what the caller asked for. */
public final class AdminProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private AdminProblem(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public static AdminProblem wrongArgument(String message) {
    return new AdminProblem(400, "PARAM_ERROR", message);
  }

  public static AdminProblem notFound(String message) {
    return new AdminProblem(404, "RESOURCE_NOT_EXISTS", message);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
