package io.github.wechatpayfeign.cli.doctor;

import io.github.wechatpayfeign.cli.console.TimeLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Checks the way to one domain, step by step: the name, the connection and its encryption. */
record ConnectionChecks(GatewayAddress domain, Findings findings) {

  private static final int MILLIS = (int) TimeLimit.LIMIT.toMillis();

  /** Returns whether the domain can be reached. */
  boolean run() {
    if (domain.proxy().type() != Proxy.Type.DIRECT) {
      String why = "this JVM goes through the proxy " + domain.proxy().address();
      List.of("dns", "tcp", "tls").forEach(check -> findings.skipped(check, why));
      return true;
    }
    InetAddress[] addresses =
        findings.reached(
            "dns",
            () -> InetAddress.getAllByName(domain.host()),
            ConnectionChecks::list,
            "ask a name server for it: nslookup " + domain.host());
    if (addresses == null) {
      List.of("tcp", "tls").forEach(check -> findings.skipped(check, "the name is not resolved"));
      return false;
    }
    Socket socket =
        findings.reached(
            "tcp",
            () -> connect(addresses),
            made -> "connected to " + made.getRemoteSocketAddress(),
            "let a firewall or security group pass connections to port " + domain.port());
    if (socket == null) {
      findings.skipped("tls", "there is no connection");
      return false;
    }
    return encrypted(socket);
  }

  private boolean encrypted(Socket socket) {
    try (socket) {
      if (!domain.isHttps()) {
        findings.skipped("tls", "plain http, to this machine itself");
        return true;
      }
      return findings.reached(
              "tls",
              () -> protocol(socket),
              protocol -> protocol,
              "look for a proxy that answers in place of WeChat Pay, or a trust store without"
                  + " DigiCert Global Root G2")
          != null;
    } catch (IOException closing) {
      return true;
    }
  }

  private Socket connect(InetAddress[] addresses) throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(domain.at(address), MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

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

  /** Trusts what the client does: the JVM's trust store as it is now. */
  private static SSLContext trusting() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("The trust store of this JVM cannot be used: " + e.getMessage(), e);
    }
  }

  private static String list(InetAddress[] addresses) {
    return Arrays.stream(addresses)
        .map(InetAddress::getHostAddress)
        .collect(Collectors.joining(", "));
  }
}
