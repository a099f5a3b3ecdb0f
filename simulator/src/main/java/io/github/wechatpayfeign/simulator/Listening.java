package io.github.wechatpayfeign.simulator;

import io.github.wechatpayfeign.simulator.internal.admin.BrowserGuard;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the simulator listens.
 *
 * @param tlsNames further names of the server in its certificate, or null for plain HTTP
 * @param baseUrl the URL by which clients reach it, or null if that is the host and the port
 */
record Listening(String host, int port, @Nullable List<String> tlsNames, @Nullable String baseUrl) {
  static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
  private static final Pattern BASE_URL =
      Pattern.compile("https?://(?:[0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?/?");

  /**
   * Returns a base URL without a slash at its end.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static String requireBaseUrl(String value) {
    if (!BASE_URL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The base URL must be http:// or https:// with a host and no path, such as"
              + " http://sandbox:8080, but is \"%s\"".formatted(value));
    }
    return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
  }

  /**
   * Makes a certificate that is valid by the clock of this machine and by that of the simulator.
   */
  @Nullable TlsIdentity newIdentity(Clock clock, RandomText random) {
    if (tlsNames == null) {
      return null;
    }
    List<String> names = new ArrayList<>(tlsNames);
    names.addAll(hosts());
    return new TlsIdentity(names, List.of(clock.instant(), Clock.systemUTC().instant()), random);
  }

  /**
   * Returns the hosts by which clients reach the server, besides the names of loopback: the one on
   * which it listens, unless that is every address of this machine, and the one of the base URL.
   */
  Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>();
    if (!EVERY_ADDRESS.contains(host)) {
      hosts.add(host);
    }
    if (baseUrl != null) {
      hosts.add(hostOf(baseUrl));
    }
    return hosts;
  }

  private static String hostOf(String url) {
    return url.replaceFirst("https?://", "")
        .replaceFirst(":[0-9]+$", "")
        .replaceAll("[\\[\\]]", "");
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

  /** Returns what keeps web pages of others away from the commands. */
  BrowserGuard guard() {
    List<String> names = new ArrayList<>(tlsNames == null ? List.of() : tlsNames);
    names.addAll(hosts());
    return new BrowserGuard(
        tlsNames == null ? "http" : "https", names, baseUrl, EVERY_ADDRESS.contains(host));
  }

  /** Returns the URL at which a client finds the server. */
  String url(int boundPort) {
    if (baseUrl != null) {
      return baseUrl;
    }
    String shown = EVERY_ADDRESS.contains(host) ? LOOPBACK : host;
    if (shown.indexOf(':') >= 0 && !shown.startsWith("[")) {
      shown = "[" + shown + "]";
    }
    return (tlsNames == null ? "http://" : "https://") + shown + ":" + boundPort;
  }
}
