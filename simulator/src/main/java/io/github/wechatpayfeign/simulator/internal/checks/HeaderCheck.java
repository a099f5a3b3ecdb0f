package io.github.wechatpayfeign.simulator.internal.checks;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.gateway.Strictness;
import io.github.wechatpayfeign.simulator.internal.http.MessageHeaders;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import io.github.wechatpayfeign.simulator.internal.rules.StrictRules;
import java.util.List;

/** Checks the headers that every request needs besides {@code Authorization}. */
public final class HeaderCheck {
  private HeaderCheck() {}

  /**
   * Checks that both headers are there. Official SDKs send ranges and lists in {@code Accept}, so
   * its value is checked only by {@link Strictness#ACCEPT_JSON}.
   */
  public static void requireAcceptAndUserAgent(ReceivedRequest request, StrictRules rules)
      throws Refusal {
    List<String> accept = request.header("Accept");
    if (accept.isEmpty() || request.header("User-Agent").isEmpty()) {
      throw Refusal.invalidRequest("Http头缺少Accept或User-Agent");
    }
    rules.require(
        Strictness.ACCEPT_JSON,
        accept.size() == 1 && MessageHeaders.isJson(accept.get(0)),
        StrictRules.refusal(400, "INVALID_REQUEST", "Http头Accept不正确，请设置为application/json"));
  }
}
