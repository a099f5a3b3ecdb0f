package io.github.wechatpayfeign.simulator.internal.http;

import java.util.Map;

/** The gateway refuses a request, in the words of the real gateway if those are known. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Transient, because a refusal becomes an answer in the same thread and is never serialized. */
  private final transient GatewayAnswer answer;

  private Refusal(String message, GatewayAnswer answer) {
    super(message, null, false, false);
    this.answer = answer;
  }

  public static Refusal of(int status, String code, String message) {
    return new Refusal(message, GatewayAnswer.error(status, code, message));
  }

  public static Refusal of(int status, String code, String message, Map<String, ?> detail) {
    return new Refusal(message, GatewayAnswer.error(status, code, message, detail));
  }

  public static Refusal signError(String message) {
    return of(401, "SIGN_ERROR", message);
  }

  public static Refusal invalidRequest(String message) {
    return of(400, "INVALID_REQUEST", message);
  }

  public static Refusal orderNotExist() {
    return of(404, "ORDER_NOT_EXIST", "订单不存在");
  }

  public static Refusal resourceNotExists(String message) {
    return of(404, "RESOURCE_NOT_EXISTS", message);
  }

  public static Refusal paramError(String message) {
    return of(400, "PARAM_ERROR", message);
  }

  public static Refusal paramError(String message, String location, String value) {
    return of(400, "PARAM_ERROR", message, Map.of("location", location, "value", value));
  }

  /** Refuses a method; HTTP requires that such an answer names the allowed methods. */
  public static Refusal methodNotAllowed(String method, String allowed) {
    String message = "HTTP方法" + method + "不正确，请使用" + allowed;
    GatewayAnswer answer =
        GatewayAnswer.error(405, "INVALID_REQUEST", message).withHeader("Allow", allowed);
    return new Refusal(message, answer);
  }

  public GatewayAnswer answer() {
    return answer;
  }
}
