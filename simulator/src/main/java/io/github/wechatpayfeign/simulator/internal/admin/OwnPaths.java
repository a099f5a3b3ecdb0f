package io.github.wechatpayfeign.simulator.internal.admin;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.http.GatewayAnswer;
import io.github.wechatpayfeign.simulator.internal.page.PageFiles;
import java.util.Optional;

/** Answers on the paths that the simulator has and the gateway has not: commands and the page. */
public final class OwnPaths {
  private final AdminApi admin;
  private final BrowserGuard guard;

  public OwnPaths(AdminApi admin, BrowserGuard guard) {
    this.admin = admin;
    this.guard = guard;
  }

  /** Returns the answer, or nothing if the request is for the gateway. */
  public Optional<GatewayAnswer> answer(ReceivedRequest request) {
    if (AdminApi.serves(request.path())) {
      Optional<GatewayAnswer> refusal = guard.refuseCommand(request);
      return refusal.isPresent()
          ? refusal
          : Optional.of(admin.answer(request.method(), request.target(), request.body()));
    }
    Optional<GatewayAnswer> page = PageFiles.answer(request.method(), request.path());
    return page.isPresent() ? guard.refuseHost(request).or(() -> page) : page;
  }
}
