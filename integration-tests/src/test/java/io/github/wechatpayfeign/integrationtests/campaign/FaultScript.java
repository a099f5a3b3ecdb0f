package io.github.wechatpayfeign.integrationtests.campaign;

import io.github.wechatpayfeign.integrationtests.support.RawServer;
import io.github.wechatpayfeign.integrationtests.support.WireRequest;
import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What goes wrong with the attempts of one order, one after the other; nothing after the last. */
final class FaultScript {

  private final List<CampaignFault> faults;
  private final AtomicInteger attempts = new AtomicInteger();

  FaultScript(List<CampaignFault> faults) {
    this.faults = List.copyOf(faults);
  }

  List<CampaignFault> faults() {
    return faults;
  }

  CampaignFault ofNextAttempt() {
    return at(attempts.getAndIncrement());
  }

  private CampaignFault at(int attempt) {
    return attempt < faults.size() ? faults.get(attempt) : CampaignFault.NONE;
  }

  boolean needsProxy() {
    return faults.stream().anyMatch(CampaignFault::isReset);
  }

  boolean isSlow() {
    return faults.stream().anyMatch(CampaignFault::isSlow);
  }

  /**
   * Starts a proxy before the simulator that resets connections where a script says so. All other
   * faults are the simulator's, which takes them from the same script.
   *
   * @param scriptOf finds the script of a request
   */
  static RawServer startProxy(
      WechatPaySimulator simulator, Function<WireRequest, FaultScript> scriptOf) {
    return RawServer.start((request, out) -> scriptOf.apply(request).pass(request, out, simulator));
  }

  private void pass(WireRequest request, OutputStream out, WechatPaySimulator simulator)
      throws IOException {
    CampaignFault fault = at(attempts.get());
    if (fault == CampaignFault.RESET_BEFORE) {
      attempts.incrementAndGet();
      throw new RawServer.Reset();
    }
    URI gateway = URI.create(simulator.baseUrl());
    byte[] answer;
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.getOutputStream().write(request.bytesOfLastRequest());
      answer = socket.getInputStream().readAllBytes();
    }
    if (fault == CampaignFault.RESET_AFTER) {
      throw new RawServer.Reset();
    }
    out.write(answer);
  }

  @Override
  public String toString() {
    return faults.toString();
  }
}
