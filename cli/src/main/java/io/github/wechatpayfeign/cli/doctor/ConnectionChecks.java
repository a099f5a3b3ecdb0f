package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.TimeLimit;
import io.github.wechatpayfeign.cli.console.Words;
import io.github.wechatpayfeign.cli.settings.ProxyRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Checks the way to one domain, step by step: the name, the connection and its encryption. An HTTP
 * client would do all of this in one step and report one failure for all.
 *
 * <p>Behind a proxy, the name and the connection of the proxy are checked: it resolves the domain
 * by itself. Its tunnel is then tried with a real request.
 */
record ConnectionChecks(GatewayAddress domain, ProxyRoute route, Probe probe, Findings findings) {

  private static final int MILLIS = (int) TimeLimit.LIMIT.toMillis();
  private static final String TRUST =
      Words.of(
          "look for a proxy that answers instead of WeChat Pay, or for a trust store without DigiCert"
              + " Global Root G2");

  /** Returns whether the domain can be reached. */
  boolean run() {
    return route.isDirect() ? directly() : throughProxy();
  }

  private boolean directly() {
    Socket socket =
        connected(
            "",
            domain.host(),
            domain.port(),
            Words.of(
                "allow connections to port {0} in the firewall or security group, or give the proxy"
                    + " of this network: --proxy",
                domain.port()));
    return socket != null && encrypted(socket);
  }

  /** Opens the tunnel with a request of the HTTP client, which speaks CONNECT and SOCKS. */
  private boolean throughProxy() {
    Socket socket =
        connected(
            Words.of("the proxy, "),
            route.host(),
            route.port(),
            Words.of(
                "see whether the proxy runs there, and whether a firewall blocks connections to it"));
    if (socket == null) {
      return false;
    }
    close(socket);
    if (!domain.isHttps()) {
      findings.skipped("tls", Words.of("plain http"));
      return true;
    }
    return findings.checkStep(
            "tls",
            () -> probe.send(answer -> answer.handshake().tlsVersion().javaName()),
            version -> Words.of("{0} through the proxy", version),
            TRUST)
        != null;
  }

  /** Returns a connection, or null after it has added the findings that say why there is none. */
  private @Nullable Socket connected(String whose, String host, int port, String fix) {
    InetAddress[] addresses =
        findings.checkStep(
            "dns",
            () -> InetAddress.getAllByName(host),
            found -> whose + list(found),
            Words.of("see what the name server of this machine answers: nslookup {0}", host));
    if (addresses == null) {
      List.of("tcp", "tls")
          .forEach(check -> findings.skipped(check, Words.of("the name is not resolved")));
      return null;
    }
    Socket socket =
        findings.checkStep(
            "tcp",
            () -> connect(addresses, port),
            made -> Words.of("connected to {0}", whose + made.getRemoteSocketAddress()),
            fix);
    if (socket == null) {
      findings.skipped("tls", Words.of("there is no connection"));
    }
    return socket;
  }

  private boolean encrypted(Socket socket) {
    try (socket) {
      if (!domain.isHttps()) {
        findings.skipped("tls", Words.of("plain http, to this machine itself"));
        return true;
      }
      return findings.checkStep("tls", () -> protocol(socket), protocol -> protocol, TRUST) != null;
    } catch (IOException closing) {
      return true;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closing) {
      return;
    }
  }

  /** Tries all addresses of a name, as a client does, and reports the failure of the last. */
  private static Socket connect(InetAddress[] addresses, int port) throws IOException {
    IOException last = new IOException(Words.of("no address"));
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  /** Makes the TLS handshake, with the check that the certificate is for this host. */
  private String protocol(Socket plain) throws IOException {
    plain.setSoTimeout(MILLIS);
    try (SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(plain, domain.host(), domain.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  /** Returns a context that trusts what the client trusts: the JVM's trust store as it is now. */
  private static SSLContext trusting() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          Words.of("The trust store of this JVM cannot be used: {0}", e.getMessage()), e);
    }
  }

  private static String list(InetAddress[] addresses) {
    return Arrays.stream(addresses)
        .map(InetAddress::getHostAddress)
        .collect(Collectors.joining(", "));
  }
}
