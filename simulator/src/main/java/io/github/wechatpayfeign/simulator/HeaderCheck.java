package io.github.wechatpayfeign.simulator;

import java.util.List;

/** Checks the headers that every request needs besides {@code Authorization}. */
final class HeaderCheck {
  private HeaderCheck() {}

  static void requireAcceptAndUserAgent(ReceivedRequest request) throws Refusal {
    List<String> accept = request.header("Accept");
    if (accept.isEmpty() || request.header("User-Agent").isEmpty()) {
      throw Refusal.invalidRequest("Http头缺少Accept或User-Agent");
    }
    if (accept.size() > 1 || !MessageHeaders.isJson(accept.get(0))) {
      throw Refusal.invalidRequest("Http头Accept不正确，请设置为application/json");
    }
  }
}
