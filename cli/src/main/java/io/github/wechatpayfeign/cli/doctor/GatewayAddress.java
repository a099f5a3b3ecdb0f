package io.github.wechatpayfeign.cli.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;

/** Where a base URL leads to. */
record GatewayAddress(String url) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  String host() {
    return URI.create(url).getHost();
  }

  boolean isHttps() {
    return url.toLowerCase(Locale.ROOT).startsWith("https:");
  }

  int port() {
    int port = URI.create(url).getPort();
    return port >= 0 ? port : isHttps() ? HTTPS : HTTP;
  }

  InetSocketAddress at(InetAddress address) {
    return new InetSocketAddress(address, port());
  }

  /** Returns the proxy that this JVM goes through, or {@link Proxy#NO_PROXY}. */
  Proxy proxy() {
    ProxySelector selector = ProxySelector.getDefault();
    return selector == null ? Proxy.NO_PROXY : selector.select(URI.create(url)).get(0);
  }
}
