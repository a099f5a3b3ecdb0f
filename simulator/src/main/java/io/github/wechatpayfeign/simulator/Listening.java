package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.crypto.RandomText;
import io.github.wechatpayfeign.simulator.internal.crypto.TlsIdentity;
import io.github.wechatpayfeign.simulator.internal.server.RequestHandler;
import io.github.wechatpayfeign.simulator.internal.server.ServerLimits;
import io.github.wechatpayfeign.simulator.internal.server.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the simulator listens.
 *
 * @param tlsNames further names of the server in its certificate, or null for plain HTTP
 */
record Listening(String host, int port, @Nullable List<String> tlsNames) {
  static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  /**
   * Makes a certificate that is valid by the clock of this machine and by that of the simulator.
   */
  @Nullable TlsIdentity newIdentity(Clock clock, RandomText random) {
    if (tlsNames == null) {
      return null;
    }
    List<String> names = new ArrayList<>(tlsNames);
    if (!EVERY_ADDRESS.contains(host)) {
      names.add(host);
    }
    return new TlsIdentity(names, List.of(clock.instant(), Clock.systemUTC().instant()), random);
  }

  SimulatorServer start(Clock clock, @Nullable TlsIdentity identity, RequestHandler handler) {
    try {
      return SimulatorServer.start(
          new SimulatorServer.Settings(
              host,
              port,
              identity == null ? null : identity.context(),
              clock,
              ServerLimits.DEFAULT),
          handler);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(
          "The simulator cannot listen on the host %s: use a name or an address of this machine"
              .formatted(host),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The simulator cannot listen on %s:%d: use a free port, or 0 for any free port"
              .formatted(host, port),
          e);
    }
  }

  /** Returns the URL at which a client on this machine finds the server. */
  String url(int boundPort) {
    String shown = EVERY_ADDRESS.contains(host) ? LOOPBACK : host;
    if (shown.indexOf(':') >= 0 && !shown.startsWith("[")) {
      shown = "[" + shown + "]";
    }
    return (tlsNames == null ? "http://" : "https://") + shown + ":" + boundPort;
  }
}
