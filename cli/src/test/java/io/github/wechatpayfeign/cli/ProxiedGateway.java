package io.github.wechatpayfeign.cli;

import io.github.wechatpayfeign.simulator.WechatPaySimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A simulator with TLS before it, under a name that is resolved nowhere, and a proxy that knows the
 * way to it. This JVM trusts its certificate until it is closed.
 */
public final class ProxiedGateway implements AutoCloseable {

  public static final String HOST = "gateway.invalid";

  private static final String TRUST_STORE = "javax.net.ssl.trustStore";

  private static final SelfSigned CERTIFICATE = newCertificate();

  private final WechatPaySimulator simulator = SharedSimulator.emptied();
  private final SocketRelay tls;
  private final ProxyServer proxy;

  public ProxiedGateway() throws IOException {
    tls = SocketRelay.ofTls(CERTIFICATE.context(), URI.create(simulator.baseUrl()).getPort());
    proxy = new ProxyServer(tls.port());
    System.setProperty(TRUST_STORE, CERTIFICATE.trustStore().toString());
  }

  /** One for all tests of this JVM, which reads its trust store for each client. */
  private static SelfSigned newCertificate() {
    try {
      Path folder = Files.createTempDirectory("certificate");
      SelfSigned certificate = SelfSigned.of(folder, HOST);
      folder.toFile().deleteOnExit();
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> file.toFile().deleteOnExit());
      }
      return certificate;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public WechatPaySimulator simulator() {
    return simulator;
  }

  public ProxyServer proxy() {
    return proxy;
  }

  /** Returns the variables that point the command line here, but none of a proxy. */
  public Map<String, String> environment(Path folder) {
    Map<String, String> environment = new HashMap<>();
    environment.putAll(MerchantArguments.environment(simulator, folder));
    environment.put("WECHATPAY_BASE_URL", "https://" + HOST);
    return environment;
  }

  /** Lets this JVM go through the proxy by itself. */
  public void setProxyOfJvm() {
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", Integer.toString(proxy.port()));
  }

  /** Lets this JVM trust no certificate but those that all trust. */
  public static void trustNobody() {
    System.clearProperty(TRUST_STORE);
  }

  @Override
  public void close() {
    System.clearProperty(TRUST_STORE);
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
    proxy.close();
    tls.close();
  }
}
